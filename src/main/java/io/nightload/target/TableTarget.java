package io.nightload.target;

import io.nightload.part.Located;
import io.nightload.part.Option;
import io.nightload.part.Part;
import io.nightload.part.Planning;
import io.nightload.part.StepRuntime;
import io.nightload.part.TargetPart;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.target.write.TableWriter;
import java.util.List;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;

/** Loads rows into a table by COPY. */
@Part(
        name = "table",
        description = "Loads rows into a table of the target database by COPY: adds them, or upserts them by a key.",
        example = """
                table: { name: shop.customers, mode: upsert, key: [id] }
                """)
public final class TableTarget implements TargetPart<TableTarget.Options> {

    /** What a row does to the table. */
    public enum Mode {
        APPEND,
        UPSERT,
        UPDATE,
        REPLACE
    }

    /** As the annotations say. */
    public record Options(
            @Option(
                    value =
                            "The table, with its schema: shop.customers. Names with capitals, blanks or other signs stand"
                                    + " in double quotes, as in SQL.",
                    main = true)
            Located<String> name,

            @Option(
                    value = "append adds every row; upsert inserts a row whose key is new and updates one that"
                            + " differs, and of several rows with one key the last one counts.",
                    defaultValue = "append")
            Located<Mode> mode,

            @Option("The columns that an upsert finds a row by: exactly those of a unique index or the primary key.")
            List<Located<String>> key) {

        List<String> keyNames() {
            return key.stream().map(Located::value).toList();
        }
    }

    @Override
    public Plan plan(Options options, Schema input, Planning planning) {
        TableCheck check = new TableCheck(options, input, planning);
        check.now();
        return new TablePlan(options, check);
    }

    private record TablePlan(Options options, TableCheck check) implements Plan {

        @Override
        public String description() {
            String mode = options.mode().value() == Mode.UPSERT
                    ? "upsert by " + String.join(", ", options.keyNames())
                    : "append";
            return options.name().value().strip() + ", " + mode;
        }

        @Override
        public boolean appends() {
            return options.mode().value() == Mode.APPEND;
        }

        @Override
        public ItemStreamWriter<Row> writer(StepRuntime runtime) {
            return new TableWriter(() -> check.require(runtime.target()), runtime);
        }
    }
}
