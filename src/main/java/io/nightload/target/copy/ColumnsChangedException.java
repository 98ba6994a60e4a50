package io.nightload.target.copy;

import io.nightload.model.TableName;

/** The table's columns are others than when the step was planned, and would take the bytes of its rows for other values. */
public final class ColumnsChangedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ColumnsChangedException(TableName table) {
        super("somebody has changed the columns of " + table
                + " since this step was planned: run the job again, and it goes on");
    }
}
