package io.nightload.source.json;

/** A file that cannot be read on from some place: no row can be blamed for it. */
public final class JsonException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String file;
    private final long line;
    private final long offset;

    JsonException(String file, long line, long offset, String what) {
        super(file + ":" + line + ": " + what + " (byte " + offset + ")");
        this.file = file;
        this.line = line;
        this.offset = offset;
    }

    public String file() {
        return file;
    }

    /** From 1. */
    public long line() {
        return line;
    }

    /** In bytes of the decoded text, from 0. */
    public long offset() {
        return offset;
    }
}
