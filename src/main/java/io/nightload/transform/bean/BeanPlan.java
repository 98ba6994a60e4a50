package io.nightload.transform.bean;

import io.nightload.part.Stage;
import io.nightload.part.StepRuntime;
import io.nightload.part.Transform;
import io.nightload.row.Column;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A bean between the rows of a step. */
record BeanPlan(Processor processor, Schema input, Giving giving) implements Transform.Plan {

    @Override
    public Schema schema() {
        return giving.schema();
    }

    /** Of a row or a map all columns: nobody knows which of them it looks at. */
    @Override
    public Set<Integer> reads() {
        boolean all = processor.takes() == Row.class || processor.takes() == Map.class;
        return input.columns().stream()
                .filter(column -> all && !column.isComputed() && BeanPlanner.isValue(column))
                .map(Column::slot)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A bean may keep the objects that it gave. */
    @Override
    public boolean streams() {
        return false;
    }

    @Override
    public Stage stage(StepRuntime runtime) {
        return new BeanStage(this, processor.bean().get(), runtime.counts());
    }
}
