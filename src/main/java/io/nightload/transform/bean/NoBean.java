package io.nightload.transform.bean;

import io.nightload.part.Stage;
import io.nightload.part.StepRuntime;
import io.nightload.part.Transform;
import io.nightload.row.Schema;

/** The plan of a bean that has problems: nobody knows what it would give. */
public record NoBean(Schema schema) implements Transform.Plan {

    @Override
    public boolean knowsColumns() {
        return false;
    }

    @Override
    public Stage stage(StepRuntime runtime) {
        throw new IllegalStateException("a job with problems does not run");
    }
}
