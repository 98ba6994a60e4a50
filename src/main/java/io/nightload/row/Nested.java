package io.nightload.row;

/** The nested rows of one column of a block, those of all its rows one after the other. */
public interface Nested {

    /**
     * Some of them, in order; can be walked any number of times. One that is too large to be held is read again each time.
     *
     * @param first the index of the first, from 0
     * @param count how many, or {@link Integer#MAX_VALUE} where only walking them tells
     */
    Iterable<Row> rows(int first, int count);
}
