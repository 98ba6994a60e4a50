package io.nightload.target.copy;

import io.nightload.model.TableName;

/** Rows come as tuples for a table whose columns were others when the step was planned; nothing of the chunk is sent. */
public final class ColumnsChangedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ColumnsChangedException(TableName table) {
        super(
                "somebody has changed the columns of " + table
                        + " since this step was planned, so that they do not take its rows as they are: run the job again, and it goes on");
    }
}
