package io.nightload.part;

import io.nightload.row.Row;
import io.nightload.row.Schema;
import org.springframework.batch.infrastructure.item.ItemProcessor;

/**
 * What happens to a row on its way.
 *
 * @param <O> the record of its options
 */
public interface Transform<O extends Record> {

    /** Says what columns come out of rows of {@code input}, and puts what is wrong into the planning's problems. */
    Plan plan(O options, Schema input, Planning planning);

    /**
     * A planned transform.
     *
     * @param schema of the rows that come out
     * @param processor returns null for a row that is filtered, and throws a {@link io.nightload.row.RowError} for one
     *     that is rejected
     */
    record Plan(Schema schema, ItemProcessor<Row, Row> processor) {}
}
