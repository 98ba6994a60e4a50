package io.nightload.target.write;

import io.nightload.model.TableName;

/** A table's columns are others than those in which rows wait to be published in it; nothing of them is there. */
final class StagedTypesChangedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    StagedTypesChangedException(String staging, TableName target) {
        super("somebody has changed the columns of " + target + " since rows of this step were staged in " + staging
                + ": load them anew with --again");
    }
}
