package io.nightload.target.write;

/** Rows that an update found when its own came are gone when they are published; nothing is changed. */
final class RowsGoneException extends RuntimeException {

    private static final long serialVersionUID = 1;

    RowsGoneException(WritePlan plan) {
        super("rows of " + plan.table().name()
                + " that were there when the step read theirs are gone now, so that it cannot"
                + " update them; nothing is changed. Run the job with --again");
    }
}
