package io.nightload.part;

import io.nightload.row.Schema;
import java.util.List;
import java.util.Set;

/**
 * What happens to a row on its way.
 *
 * @param <O> the record of its options
 */
public interface Transform<O extends Record> {

    /** Says what columns come out of rows of {@code input}, and puts what is wrong into the planning's problems. */
    Plan plan(O options, Schema input, Planning planning);

    /** A planned transform. */
    interface Plan {

        /** Of the rows that come out. */
        Schema schema();

        /**
         * Whether it knows its columns. One that has problems may not, and what stands behind it is not held against a guess
         * then.
         */
        default boolean knowsColumns() {
            return true;
        }

        /** The slots of the source's columns that it reads, beside those that it only hands on. */
        default Set<Integer> reads() {
            return Set.of();
        }

        /** The databases that its stage asks, by name; each use of a name is one connection. */
        default List<String> connections() {
            return List.of();
        }

        /** Whether it may make several rows of one. */
        default boolean multiplies() {
            return false;
        }

        /**
         * Whether rows may be on their way to the target while it works on those behind them: it makes few of each, and leaves
         * what it has handed on as it is.
         */
        default boolean streams() {
            return true;
        }

        /** It at work, for one step execution. */
        Stage stage(StepRuntime runtime);
    }
}
