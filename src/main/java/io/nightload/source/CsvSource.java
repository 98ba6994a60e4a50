package io.nightload.source;

import io.nightload.part.Located;
import io.nightload.part.Option;
import io.nightload.part.Part;
import io.nightload.part.Planning;
import io.nightload.part.Source;
import io.nightload.source.csv.CsvColumn;
import io.nightload.source.csv.CsvPlanner;
import io.nightload.source.csv.DialectOptions;
import io.nightload.source.file.DataFolders;
import io.nightload.source.file.FileFinder;
import io.nightload.source.file.InputFile;
import io.nightload.source.file.TextEncoding;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows from CSV files. */
@Part(
        name = "csv",
        description = "Reads CSV files: plain, .gz or .zst, any encoding, one or many by a pattern.",
        example = """
                csv:
                  path: data/shop/*/order_lines*.csv.gz
                  delimiter: ";"
                  columns:
                    quantity: int
                    unit_price: { type: "numeric(12,2)", decimal: ",", from: Price }
                """)
public final class CsvSource implements Source<CsvSource.Options> {

    /** Texts that mean NULL where the job names none: the empty one, as in PostgreSQL's COPY. */
    private static final List<String> USUAL_NULLS = List.of("");

    private final DataFolders folders;

    public CsvSource() {
        this(DataFolders.of(System.getenv(DataFolders.VARIABLE)));
    }

    CsvSource(DataFolders folders) {
        this.folders = folders;
    }

    /** What a job may say. */
    public record Options(
            @Option(
                    value = "the files, relative to the project's folder; * ? [abc] {a,b} match within a name, ** any"
                            + " number of folders; those of one pattern are read in the order of their paths",
                    main = true,
                    required = true)
            List<Located<String>> path,

            @Option(value = "what stands between two fields: one ASCII character, or tab", defaultValue = ",")
            Located<String> delimiter,

            @Option(value = "what stands around a field: one ASCII character, or none", defaultValue = "\"")
            Located<String> quote,

            @Option("what stands before a quote that is part of a quoted field; by default the quote is doubled")
            @Nullable
            Located<String> escape,

            @Option(value = "whether the first line has the names of the columns", defaultValue = "true")
            boolean header,

            @Option("the names of the columns: for a file without a header, or in place of those in it")
            List<Located<String>> names,

            @Option("such as ISO-8859-1 or UTF-16LE; by default UTF-8, or UTF-16 where the file's first bytes say so")
            @Nullable
            Located<String> encoding,

            @Option("texts that mean NULL where they stand unquoted; by default the empty one") @Nullable
            Located<List<String>> nulls,

            @Option("a character; lines that begin with it are skipped") @Nullable
            Located<String> comment,

            @Option(value = "lines before the header that are skipped", defaultValue = "0")
            Located<Integer> skip,

            @Option(value = "whether it is no error that no file is there, or an empty one", defaultValue = "false")
            boolean optional,

            @Option("the type of each column that is not text, or its type, format, decimal and from")
            Map<Located<String>, CsvColumn> columns) {}

    @Override
    public Plan plan(Options options, Planning planning) {
        TextEncoding encoding = TextEncoding.named(options.encoding(), planning);
        List<Located<InputFile>> files = new FileFinder(planning, folders, options.optional()).find(options.path());
        DialectOptions dialect = new DialectOptions(
                options.delimiter(),
                options.quote(),
                options.escape(),
                options.comment(),
                options.skip(),
                options.header(),
                options.nulls() == null ? USUAL_NULLS : options.nulls().value());
        return new CsvPlanner(planning, encoding, options.optional())
                .plan(dialect, files, options.names(), options.columns());
    }
}
