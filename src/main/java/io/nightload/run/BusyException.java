package io.nightload.run;

/** Another live process runs this work. */
public final class BusyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param holder who: host, process, since when */
    public BusyException(String job, String holder) {
        super("job " + job + " is running already: " + holder + "; try again when it has ended");
    }
}
