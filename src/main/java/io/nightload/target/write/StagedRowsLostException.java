package io.nightload.target.write;

import io.nightload.model.TableName;

/** Somebody dropped the table in which rows waited to be published; nothing of them is in their target. */
final class StagedRowsLostException extends RuntimeException {

    private static final long serialVersionUID = 1;

    StagedRowsLostException(String staging, TableName target) {
        super("the table " + staging + ", in which the rows of this step waited to be published in " + target
                + ", is gone: load them anew with --again");
    }
}
