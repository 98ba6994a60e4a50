package io.nightload.source.file;

/** A file that is no longer what it was when the job was planned. */
public final class ChangedFileException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ChangedFileException(String file, String what) {
        super(file + " " + what);
    }
}
