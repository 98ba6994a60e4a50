package io.nightload.source.csv;

import io.nightload.part.Located;
import io.nightload.part.Planning;
import io.nightload.part.Source;
import io.nightload.row.Schema;
import io.nightload.source.file.InputFile;
import io.nightload.source.file.TextEncoding;
import java.util.List;
import java.util.Map;

/** Plans the reading of CSV files: what they are called and where they are is known, what is in them is not. */
public final class CsvPlanner {

    private final Planning planning;
    private final TextEncoding encoding;
    private final boolean optional;

    /** @param optional whether an empty file is no problem */
    public CsvPlanner(Planning planning, TextEncoding encoding, boolean optional) {
        this.planning = planning;
        this.encoding = encoding;
        this.optional = optional;
    }

    /**
     * Reads the files' headers.
     *
     * @param names what the columns are called whatever the header says, or empty
     * @param columns what the job says of columns, by the names that it calls them
     */
    public Source.Plan plan(
            DialectOptions options,
            List<Located<InputFile>> files,
            List<Located<String>> names,
            Map<Located<String>, CsvColumn> columns) {
        Dialect dialect = options.dialect(planning);
        if (!dialect.header() && names.isEmpty()) {
            planning.problem("header: false says that no line has the columns' names: give them with names: [...]");
        }
        Headers headers = new Headers(planning, dialect, encoding, names);
        for (Located<InputFile> file : files) {
            if (file.value().size() > 0) {
                headers.add(file);
            } else if (!optional) {
                planning.problem(
                        file.position(),
                        file.value().name() + " is empty (0 bytes): optional: true lets empty files pass");
            }
        }
        Columns schema = new Columns(planning, columns);
        Schema known = headers.columns().isEmpty() ? schema.guess() : schema.schema(headers.columns(), headers.from());
        return new CsvPlan(known, dialect, headers.files());
    }
}
