package io.nightload.plan;

import io.nightload.part.Source;
import io.nightload.part.TargetPart;
import io.nightload.row.Column;
import io.nightload.row.ColumnType.Kind;
import io.nightload.row.Schema;
import io.nightload.spec.Problems;
import io.nightload.spec.StepOptions.Partitions;
import io.nightload.spec.StepSpec;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds the partitions that a step wants against its source and its target; what is wrong goes into the problems. */
final class PartitionsCheck {

    private static final Set<Kind> EXACT = Set.of(Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT, Kind.UUID, Kind.DATE);

    private final @Nullable Partitions partitions;
    private final Source.Plan source;
    private final Problems problems;

    PartitionsCheck(StepSpec step, Source.Plan source, Problems problems) {
        this.partitions = step.options().partitions();
        this.source = source;
        this.problems = problems;
    }

    void checkSource() {
        refuse(source.undivided());
    }

    /** @param arriving columns of the rows that reach the target */
    void check(TargetPart.Plan target, Schema arriving) {
        refuse(target.undivided());
        boolean divides = source.undivided().isEmpty() && target.undivided().isEmpty();
        if (partitions != null
                && partitions.number() != 1
                && divides
                && target.lastWins()
                && !isTogether(target, arriving)) {
            problems.note(
                    partitions.position(),
                    "of rows with one key that are in different partitions any may be the last; newer: COLUMN says which"
                            + " one wins");
        }
    }

    /**
     * Whether rows with one key are in one partition: the column that divides them is part of the key, and arrives as it is. Of text
     * that is not known: two texts may be one value of the table.
     */
    private boolean isTogether(TargetPart.Plan target, Schema arriving) {
        Optional<Column> divides = source.dividedBy()
                .map(source.schema()::indexOf)
                .filter(index -> index >= 0)
                .map(source.schema()::column);
        return divides.isPresent()
                && EXACT.contains(divides.get().type().kind())
                && target.key().stream()
                        .map(arriving::indexOf)
                        .filter(index -> index >= 0)
                        .anyMatch(index ->
                                arriving.column(index).slot() == divides.get().slot());
    }

    private void refuse(Optional<String> undivided) {
        if (partitions != null && partitions.number() > 1) {
            undivided.ifPresent(why -> problems.add(
                    partitions.position(),
                    "partitions is " + partitions.number() + ", but " + why + ": leave partitions out"));
        }
    }
}
