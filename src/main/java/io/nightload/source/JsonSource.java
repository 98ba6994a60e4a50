package io.nightload.source;

import io.nightload.part.Located;
import io.nightload.part.Option;
import io.nightload.part.Part;
import io.nightload.part.Planning;
import io.nightload.part.Source;
import io.nightload.source.file.DataFolders;
import io.nightload.source.file.FileFinder;
import io.nightload.source.file.InputFile;
import io.nightload.source.file.TextEncoding;
import io.nightload.source.json.JsonColumn;
import io.nightload.source.json.JsonPlanner;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows, and rows in rows, from JSON files. */
@Part(
        name = "json",
        description =
                "Reads JSON files, plain, .gz or .zst: an object on each line, or one array of objects. Nested objects"
                        + " and arrays of objects become nested rows.",
        example = """
                json:
                  path: data/shop/*/orders*.json.gz
                  columns:
                    ordered_on: date
                    order_lines.unit_price: numeric(12,2)
                    tags: text[]
                """)
public final class JsonSource implements Source<JsonSource.Options> {

    private final DataFolders folders;

    public JsonSource() {
        this(DataFolders.of(System.getenv(DataFolders.VARIABLE)));
    }

    JsonSource(DataFolders folders) {
        this.folders = folders;
    }

    /** What becomes of a key that is neither declared nor in one of the first 1,000 objects. */
    public enum Unknown {
        REJECT,
        IGNORE
    }

    /** What a job may say. */
    public record Options(
            @Option(
                    value = "the files, relative to the project's folder; * ? [abc] {a,b} match within a name, ** any"
                            + " number of folders; those of one pattern are read in the order of their paths",
                    main = true,
                    required = true)
            List<Located<String>> path,

            @Option("such as ISO-8859-1 or UTF-16LE; by default UTF-8, or UTF-16 where the file's first bytes say so")
            @Nullable
            Located<String> encoding,

            @Option(
                    value =
                            "what becomes of a row with a key that is neither under columns nor in one of the first 1,000"
                                    + " objects: reject the row, or ignore the key",
                    defaultValue = "reject")
            Unknown unknown,

            @Option(value = "whether it is no error that no file is there, or an empty one", defaultValue = "false")
            boolean optional,

            @Option("the type of each key that is not what its first values are, or its type, format and from;"
                    + " customer.since for a key of a nested object, and json for one that is to be kept whole")
            Map<Located<String>, JsonColumn> columns) {}

    @Override
    public Plan plan(Options options, Planning planning) {
        TextEncoding encoding = TextEncoding.named(options.encoding(), planning);
        List<Located<InputFile>> files = new FileFinder(planning, folders, options.optional()).find(options.path());
        return new JsonPlanner(planning, encoding, options.optional())
                .plan(files, options.columns(), options.unknown() == Unknown.IGNORE);
    }
}
