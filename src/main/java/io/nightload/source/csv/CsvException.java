package io.nightload.source.csv;

/** A file that cannot be read on from some line: no row can be blamed for it. */
public final class CsvException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String file;
    private final long line;

    CsvException(String file, long line, String what) {
        super(file + ":" + line + ": " + what);
        this.file = file;
        this.line = line;
    }

    public String file() {
        return file;
    }

    /** Where it begins, from 1. */
    public long line() {
        return line;
    }
}
