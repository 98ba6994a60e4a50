package io.nightload.transform.bean;

import io.nightload.entity.EntityFailures;
import io.nightload.entity.ObjectChunks;
import io.nightload.entity.ObjectRows;
import io.nightload.entity.RowObject;
import io.nightload.part.Counts;
import io.nightload.part.Stage;
import io.nightload.row.Column;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.row.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemProcessor;

/** A bean at work in one step execution. */
final class BeanStage implements Stage {

    private final Processor processor;
    private final Schema input;
    private final Giving giving;
    private final ItemProcessor<Object, Object> bean;
    private final Counts counts;
    private final boolean objects;
    private final ObjectChunks own = new ObjectChunks();
    private boolean chunkEnded;

    BeanStage(BeanPlan plan, ItemProcessor<Object, Object> bean, Counts counts) {
        this.processor = plan.processor();
        this.input = plan.input();
        this.giving = plan.giving();
        this.bean = bean;
        this.counts = counts;
        this.objects = input.beyond() instanceof ObjectRows;
    }

    @Override
    public void row(Row row, Next next) throws Exception {
        if (chunkEnded) {
            own.nextChunk();
            chunkEnded = false;
        }
        @Nullable Object given = process(row);
        if (given == null) {
            counts.add(Counts.Kind.FILTERED, 1);
        } else {
            next.row(made(row, given));
        }
    }

    /** The objects are written after this; they are of the chunk that ends here. */
    @Override
    public void endOfChunk(Next next) {
        chunkEnded = true;
    }

    private @Nullable Object process(Row row) {
        try {
            return bean.process(argument(row));
        } catch (Exception | Error e) {
            throw failure(row, e);
        }
    }

    /** Its getters are the user's, too. */
    private Row made(Row row, Object given) {
        try {
            return giving.made().row(row, given, objects ? RowObject.of(row).chunks() : own);
        } catch (RuntimeException | Error e) {
            throw failure(row, e);
        }
    }

    private RuntimeException failure(Row row, Throwable failure) {
        if (failure instanceof RowError error) {
            return error;
        }
        if (failure instanceof WrongResultException wrong) {
            return BeanFailedException.gave(processor.name(), row, wrong);
        }
        return EntityFailures.behind(failure)
                .orElseGet(() -> BeanFailedException.threw(processor.name(), row, failure));
    }

    private Object argument(Row row) {
        if (processor.takes() == Row.class) {
            return row;
        }
        return processor.takes() == Map.class ? values(row) : RowObject.of(row).object();
    }

    private Map<String, @Nullable Object> values(Row row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Column column : input.columns()) {
            if (BeanPlanner.isValue(column)) {
                values.put(column.name(), row.value(column));
            }
        }
        return values;
    }
}
