package io.nightload.plan;

import io.nightload.part.Source;
import io.nightload.part.TargetPart;
import io.nightload.spec.Problems;
import io.nightload.spec.StepOptions.Partitions;
import io.nightload.spec.StepSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds the partitions that a step wants against its source and its target; what is wrong goes into the problems. */
final class PartitionsCheck {

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

    void check(TargetPart.Plan target) {
        refuse(target.undivided());
        boolean divides = source.undivided().isEmpty() && target.undivided().isEmpty();
        if (partitions != null && partitions.number() != 1 && divides && target.lastWins()) {
            problems.note(
                    partitions.position(),
                    "of rows with one key that are in different partitions any may be the last; newer: COLUMN says which"
                            + " one wins");
        }
    }

    private void refuse(Optional<String> undivided) {
        if (partitions != null && partitions.number() > 1) {
            undivided.ifPresent(why -> problems.add(
                    partitions.position(),
                    "partitions is " + partitions.number() + ", but " + why + ": leave partitions out"));
        }
    }
}
