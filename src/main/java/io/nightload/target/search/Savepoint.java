package io.nightload.target.search;

/** The one savepoint of a chunk's transaction, moved forward as its rows go in. */
public final class Savepoint {

    private static final String NAME = "\"nightload search\"";

    /** Goes back to it; it stays where it is. */
    public static final String BACK = "ROLLBACK TO SAVEPOINT " + NAME;

    private boolean isSet;

    /** What sets it here, to be sent with or before what may be refused. */
    public String here() {
        String sql = (isSet ? "RELEASE SAVEPOINT " + NAME + "; " : "") + "SAVEPOINT " + NAME;
        isSet = true;
        return sql;
    }

    /** The transaction is about to end, and the savepoint with it. */
    public void forget() {
        isSet = false;
    }
}
