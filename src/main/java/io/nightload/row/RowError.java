package io.nightload.row;

import org.jspecify.annotations.Nullable;

/**
 * Says that one row is bad and why. The row is put among the rejects and the rows around it load. It carries no stack
 * trace: it is an outcome, not a defect, and there may be millions.
 */
public final class RowError extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final @Nullable String sqlState;
    private final @Nullable String column;
    private final @Nullable String constraint;

    public RowError(String reason, @Nullable String sqlState, @Nullable String column) {
        this(reason, sqlState, column, null);
    }

    public RowError(String reason, @Nullable String sqlState, @Nullable String column, @Nullable String constraint) {
        super(reason, null, false, false);
        this.sqlState = sqlState;
        this.column = column;
        this.constraint = constraint;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }

    /** PostgreSQL's code for this kind of error, such as 22P02, where there is one. */
    public @Nullable String sqlState() {
        return sqlState;
    }

    public @Nullable String column() {
        return column;
    }

    public @Nullable String constraint() {
        return constraint;
    }
}
