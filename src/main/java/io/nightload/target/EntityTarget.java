package io.nightload.target;

import io.nightload.model.Model;
import io.nightload.part.Located;
import io.nightload.part.Option;
import io.nightload.part.Part;
import io.nightload.part.Planning;
import io.nightload.part.StepRuntime;
import io.nightload.part.TargetPart;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.spec.InvalidSpecException;
import io.nightload.spec.Problems;
import io.nightload.target.entity.GraphPlan;
import io.nightload.target.entity.GraphPlanner;
import io.nightload.target.entity.GraphWriter;
import io.nightload.target.entity.Tables;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;

/** Writes object graphs. */
@Part(
        name = "entity",
        description = "Writes rows with nested rows as entities: a table and those behind its associations, one unit of"
                + " work per chunk.",
        example = """
                entity: { root: shop.orders, mode: upsert }
                """)
public final class EntityTarget implements TargetPart<EntityTarget.Options> {

    /** What a row does to the tables. */
    public enum Mode {
        APPEND,
        UPSERT
    }

    /** As the annotations say. */
    public record Options(
            @Option(
                    value = "The table of the rows themselves, with its schema. Nested rows go to the tables behind its"
                            + " associations, by the names that nightload model prints.",
                    main = true)
            Located<String> root,

            @Option(
                    value =
                            "append inserts every entity; upsert finds entities by their primary keys, inserts those that"
                                    + " are new and updates those that differ.",
                    defaultValue = "append")
            Located<Mode> mode,

            @Option("Other names for associations: { order_lines: lines }")
            Map<Located<String>, String> associations) {}

    @Override
    public Plan plan(Options options, Schema input, Planning planning) {
        planning.target()
                .ifPresent(target -> planner(options, input, target, planning.problems(), planning)
                        .plan(planning.earlierSql()));
        return new EntityPlan(options, input, planning);
    }

    private static GraphPlanner planner(
            Options options, Schema input, DataSource target, Problems problems, Planning planning) {
        return new GraphPlanner(
                new Model(target),
                new Tables(target),
                new GraphPlanner.Wanted(
                        options.root(), options.mode().value() == Mode.UPSERT, options.associations(), input),
                planning.position(),
                problems);
    }

    private record EntityPlan(Options options, Schema input, Planning planning) implements Plan {

        @Override
        public String description() {
            return options.root().value().strip() + " and its associations, "
                    + options.mode().value().name().toLowerCase(Locale.ROOT);
        }

        @Override
        public boolean appends() {
            return options.mode().value() == Mode.APPEND;
        }

        @Override
        public ItemStreamWriter<Row> writer(StepRuntime runtime) {
            return new GraphWriter(
                    () -> require(runtime.target()), options.mode().value() == Mode.UPSERT, runtime);
        }

        /** @throws InvalidSpecException with everything that is wrong with the tables as they are now */
        private GraphPlan require(DataSource target) {
            Problems problems = new Problems();
            Optional<GraphPlan> plan =
                    planner(options, input, target, problems, planning).plan(false);
            problems.throwIfAny();
            return plan.orElseThrow();
        }
    }
}
