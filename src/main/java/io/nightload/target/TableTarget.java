package io.nightload.target;

import io.nightload.part.Located;
import io.nightload.part.Option;
import io.nightload.part.Part;
import io.nightload.part.Planning;
import io.nightload.part.StepRuntime;
import io.nightload.part.TargetPart;
import io.nightload.part.TupleColumn;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.spec.Node;
import io.nightload.target.write.Mode;
import io.nightload.target.write.StagingWriter;
import io.nightload.target.write.TableWriter;
import io.nightload.target.write.WritePlan;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;

/** Loads rows into a table by COPY. */
@Part(
        name = "table",
        description =
                "Loads rows into a table of the target database by COPY: adds them, upserts or updates them by a key,"
                        + " or replaces the table or a slice of it.",
        example = """
                table: { name: shop.customers, mode: upsert, key: [id] }
                """)
public final class TableTarget implements TargetPart<TableTarget.Options> {

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
                            + " differs, and of several rows with one key the last one counts; update changes the row"
                            + " with the key, and rejects one whose key is not there; replace publishes all rows at"
                            + " once, in one transaction, in the place of those that are there.",
                    defaultValue = "append")
            Located<Mode> mode,

            @Option("The columns that a row is found by: exactly those of a unique index or the primary key. upsert and"
                    + " update need them; a replace with them merges: it inserts what is new, updates what changed and"
                    + " deletes what is gone, where one without deletes and inserts every row.")
            List<Located<String>> key,

            @Option(
                    "upsert, update: a column of numbers, dates or times; a row in which it is less than in the one that"
                            + " is there is left out and counts as unchanged. NULL is less than any value.")
            @Nullable
            Located<String> newer,

            @Option("upsert, replace with a key: columns that are set when a row is inserted and never updated.")
            List<Located<String>> insertOnly,

            @Option(
                    "upsert, update: a condition in SQL over the arriving row; where it is true, the row with its key is"
                            + " deleted. A column that it reads need not be one of the table's.")
            Node.@Nullable Scalar delete,

            @Option("replace: a condition in SQL over the table's columns, the slice that is replaced:"
                    + " \"business_date = :date\". A row that lies outside of it is rejected. All of the table where it"
                    + " is left out.")
            Node.@Nullable Scalar where,

            @Option(
                    value = "replace: whether it may leave nothing. Otherwise it is an error when no row comes, and"
                            + " nothing is changed.",
                    defaultValue = "false")
            Located<Boolean> empty) {

        List<String> keyNames() {
            return key.stream().map(Located::value).toList();
        }

        List<String> insertOnlyNames() {
            return insertOnly.stream().map(Located::value).toList();
        }

        boolean replaces() {
            return mode.value() == Mode.REPLACE;
        }

        /** Whether a row that is there may be changed. */
        boolean updates() {
            return mode.value() != Mode.APPEND && !(replaces() && key.isEmpty());
        }
    }

    @Override
    public Plan plan(Options options, Schema input, Planning planning) {
        TableCheck check = TableCheck.of(options, input, planning);
        return new TablePlan(options, planning.atOnce(), check, check.now());
    }

    private record TablePlan(Options options, boolean atOnce, TableCheck check, Optional<WritePlan> now)
            implements Plan {

        @Override
        public String description() {
            StringBuilder text = new StringBuilder(options.name().value().strip())
                    .append(", ")
                    .append(options.mode().value().word());
            if (!options.key().isEmpty()) {
                text.append(" by ").append(String.join(", ", options.keyNames()));
            }
            if (options.where() != null) {
                text.append(" where ").append(options.where().value().strip());
            }
            return text.append(atOnce && !options.replaces() ? ", published at the end" : "")
                    .toString();
        }

        @Override
        public String sends() {
            return now.map(plan -> "COPY in " + plan.format().word() + " format")
                    .orElse("");
        }

        @Override
        public Optional<List<TupleColumn>> takesTuples() {
            return now.flatMap(WritePlan::tupleColumns);
        }

        @Override
        public boolean appends() {
            return options.mode().value() == Mode.APPEND;
        }

        @Override
        public boolean replaces() {
            return options.replaces();
        }

        @Override
        public boolean publishesAtOnce() {
            return atOnce || options.replaces();
        }

        @Override
        public boolean lastWins() {
            return options.updates() && !publishesAtOnce() && options.newer() == null;
        }

        @Override
        public List<String> key() {
            return options.keyNames();
        }

        /**
         * An upsert that deletes too takes rows in two statements, and what one partition deletes another may insert in between: no
         * order of locks keeps them from waiting for each other for ever.
         */
        @Override
        public Optional<String> undivided() {
            return options.delete() != null && options.mode().value() == Mode.UPSERT && !atOnce
                    ? Optional.of(
                            "an upsert with delete: locks one key twice, and partitions that have the same keys would"
                                    + " wait for each other for ever")
                    : Optional.empty();
        }

        @Override
        public Set<Integer> reads() {
            return check.reads();
        }

        @Override
        public ItemStreamWriter<Row> writer(StepRuntime runtime) {
            Supplier<WritePlan> plan = () -> check.require(runtime.target());
            return publishesAtOnce() ? new StagingWriter(plan, runtime) : new TableWriter(plan, runtime);
        }
    }
}
