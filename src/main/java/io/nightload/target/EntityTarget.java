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
import io.nightload.target.objects.ObjectTarget;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
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
            @Nullable
            Located<String> root,

            @Option(
                    value =
                            "In place of the table, a class of yours with the annotations of jakarta.persistence, from a jar in"
                                    + " lib/: the objects that a bean gives, or an entity source of that class, are written.",
                    key = "class")
            @Nullable
            Located<String> type,

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
        Located<String> root = options.root();
        Located<String> type = options.type();
        if (type != null && root == null) {
            options.associations().keySet().stream()
                    .findFirst()
                    .ifPresent(name -> planning.problem(
                            name.position(),
                            "associations renames those of a table: a class names its own attributes"));
            return new ObjectTarget(type, options.mode().value() == Mode.UPSERT, input, planning);
        }
        if (root == null || type != null) {
            planning.problem("entity takes either 'root', a table, or 'class', a class of yours");
        }
        EntityPlan plan =
                new EntityPlan(root == null ? new Located<>("", planning.position()) : root, options, input, planning);
        if (root != null) {
            planning.target()
                    .ifPresent(
                            target -> plan.planner(target, planning.problems()).plan(planning.earlierSql()));
        }
        return plan;
    }

    private record EntityPlan(Located<String> root, Options options, Schema input, Planning planning) implements Plan {

        private GraphPlanner planner(DataSource target, Problems problems) {
            return new GraphPlanner(
                    new Model(target),
                    new Tables(target),
                    new GraphPlanner.Wanted(root, options.mode().value() == Mode.UPSERT, options.associations(), input),
                    planning.position(),
                    problems);
        }

        @Override
        public String description() {
            return root.value().strip() + " and its associations, "
                    + options.mode().value().name().toLowerCase(Locale.ROOT);
        }

        @Override
        public boolean appends() {
            return options.mode().value() == Mode.APPEND;
        }

        @Override
        public Optional<String> undivided() {
            return Optional.of("its partitions may bring one new entity at the same time, and each would insert it");
        }

        @Override
        public ItemStreamWriter<Row> writer(StepRuntime runtime) {
            return new GraphWriter(
                    () -> require(runtime.target()), options.mode().value() == Mode.UPSERT, runtime);
        }

        /** @throws InvalidSpecException with everything that is wrong with the tables as they are now */
        private GraphPlan require(DataSource target) {
            Problems problems = new Problems();
            Optional<GraphPlan> plan = planner(target, problems).plan(false);
            problems.throwIfAny();
            return plan.orElseThrow();
        }
    }
}
