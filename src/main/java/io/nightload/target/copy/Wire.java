package io.nightload.target.copy;

/** How the values of one column stand in COPY's stream. */
interface Wire {

    void addNull(CopyBuffer out);

    /** Adds a value whose bytes are in the column's plain form; false, with nothing added, where they are not. */
    boolean addPlain(byte[] bytes, int start, int end, CopyBuffer out);

    /**
     * Adds the value of a column of text, and judges it in the same pass.
     *
     * @return the number of its characters
     * @throws io.nightload.row.RowError 22021 if it is no UTF-8 or holds NUL; the buffer then has a part of it
     */
    int addText(byte[] bytes, int start, int length, CopyBuffer out);

    /** Adds a value as PostgreSQL would print it, with ISO dates and an offset where the type has one. */
    void addCanonical(byte[] text, CopyBuffer out);
}
