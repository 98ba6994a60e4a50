package io.nightload.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a job: either {@code sql}, or a source, transforms and a target.
 *
 * @param node the whole step as it stands in the file, for its hash
 */
public record StepSpec(
        String name,
        Position position,
        @Nullable PartSpec sql,
        @Nullable PartSpec source,
        List<PartSpec> transforms,
        @Nullable PartSpec target,
        StepOptions options,
        Node.Mapping node) {

    /** The same step with other options; {@code node} stays. */
    public StepSpec with(StepOptions otherOptions) {
        return new StepSpec(name, position, sql, source, transforms, target, otherOptions, node);
    }

    /** The same step with another source and other options, for those who try what it would cost; {@code node} stays. */
    public StepSpec with(PartSpec otherSource, StepOptions otherOptions) {
        return new StepSpec(name, position, sql, otherSource, transforms, target, otherOptions, node);
    }
}
