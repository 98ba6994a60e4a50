package io.nightload.plan;

import io.nightload.part.Databases;
import io.nightload.part.Source;
import io.nightload.part.TargetPart;
import io.nightload.part.Transform;
import io.nightload.part.kept.KeptRows;
import io.nightload.pool.PoolNeed;
import io.nightload.row.Schema;
import io.nightload.spec.Parameters;
import io.nightload.spec.Position;
import io.nightload.spec.StepSpec;
import io.nightload.spec.sql.BoundSql;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One step that can run. */
public sealed interface StepPlan {

    StepSpec spec();

    /** For the report: where its rows go, or its script. */
    String description();

    /** A hash of what the step does; a resume under another definition is refused. */
    String definition();

    default String name() {
        return spec().name();
    }

    /**
     * Rows from a source through transforms into a target.
     *
     * @param reads the slots of the source's columns that the step reads
     * @param columns that reach the target
     * @param provisional whether a {@code sql} step before it may change the tables, so that it is planned again when
     *     it begins
     * @param target empty where the database was not asked, or where its table does not exist yet
     */
    record Rows(
            StepSpec spec,
            Source.Plan source,
            Set<Integer> reads,
            List<Transform.Plan> transforms,
            Schema columns,
            Optional<TargetPart.Plan> target,
            boolean provisional,
            String definition)
            implements StepPlan {

        /** The databases that source and transforms ask, each as often as it needs connections. */
        public List<String> connections() {
            return Stream.concat(
                            source.connections().stream(),
                            transforms.stream().flatMap(transform -> transform.connections().stream()))
                    .toList();
        }

        /** The same step with another plan of its source, which gives the same columns. */
        public Rows with(Source.Plan other) {
            return new Rows(spec, other, reads, transforms, columns, target, provisional, definition);
        }

        /** How its source's rows are kept where they are rejected. */
        public KeptRows keeping() {
            return source.keeping(reads);
        }

        /** How many connections it takes at least to run as the job says, the target's first. */
        public List<PoolNeed> needs() {
            return needs(spec.options().partitionsAtLeast());
        }

        /** How many it takes with so many partitions at once. */
        public List<PoolNeed> needs(int partitions) {
            return PoolNeed.of(name(), spec.position(), partitions, Databases.TARGET, connections());
        }

        /** Why it cannot run in several partitions at once, for people; empty where it can. */
        public Optional<String> undivided() {
            return source.undivided().or(() -> target.flatMap(TargetPart.Plan::undivided));
        }

        /** The same step for one partition of its source. */
        public Rows within(Source.Partition partition) {
            Source.Plan part = partition.bounds().isEmpty() ? source : source.within(partition);
            return with(part);
        }

        @Override
        public String description() {
            return target.map(TargetPart.Plan::description).orElse("a target that cannot be looked at yet");
        }
    }

    /** SQL in one transaction of the target. */
    record Sql(StepSpec spec, String description, List<Statement> statements, Parameters values, String definition)
            implements StepPlan {

        /**
         * One of its statements.
         *
         * @param position where it begins
         */
        public record Statement(BoundSql sql, Position position) {}
    }
}
