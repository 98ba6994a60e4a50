package io.nightload.source.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the statement of a branch. */
public interface Fetcher {

    /**
     * The rows behind some holders, those of one holder next to each other.
     *
     * @param keys for each column of the association, the values of all holders as the text of an array
     */
    Cursor fetch(Branch branch, List<String> keys);

    /** Rows of a statement, one at a time. */
    interface Cursor extends AutoCloseable {

        /** Goes to the next row, if there is one. */
        boolean next();

        /**
         * A value of this row as PostgreSQL writes it: first those that say whose row it is, then the statement's {@link
         * Statement#selected} in their order.
         */
        byte @Nullable [] value(int index);

        @Override
        void close();
    }
}
