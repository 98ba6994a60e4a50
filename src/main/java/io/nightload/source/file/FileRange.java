package io.nightload.source.file;

import java.util.Map;

/**
 * A run of neighbouring records in a list of files.
 *
 * @param file the index of the one that it begins in
 * @param offset of its first byte there, in the decoded text
 * @param line the number of the line at that byte, from 1
 * @param endFile the index of the file that it ends in
 * @param end the byte of that file behind its last one; 0 where it has nothing of it
 */
public record FileRange(int file, long offset, long line, int endFile, long end) {

    private static final String FILE = "from.file";
    private static final String OFFSET = "from.offset";
    private static final String LINE = "from.line";
    private static final String END_FILE = "to.file";
    private static final String END = "to.offset";

    /** All of so many files. */
    public static FileRange all(int files) {
        return new FileRange(0, 0, 1, files, 0);
    }

    /** As {@link #bounds} were, also where JSON has been between. */
    public static FileRange of(Map<String, Object> bounds) {
        return new FileRange(
                (int) number(bounds, FILE),
                number(bounds, OFFSET),
                number(bounds, LINE),
                (int) number(bounds, END_FILE),
                number(bounds, END));
    }

    private static long number(Map<String, Object> bounds, String name) {
        if (bounds.get(name) instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalArgumentException("no whole number " + name + " in the bounds of a partition: " + bounds);
    }

    /** For a checkpoint. */
    public Map<String, Object> bounds() {
        return Map.of(FILE, file, OFFSET, offset, LINE, line, END_FILE, endFile, END, end);
    }

    /** Whether some of this file is in it. */
    public boolean has(int index) {
        return index >= file && (index < endFile || (index == endFile && end > 0));
    }

    /** Where it ends in a file that it {@link #has}: behind this byte, or {@link Long#MAX_VALUE} at the file's end. */
    public long endIn(int index) {
        return index == endFile ? end : Long.MAX_VALUE;
    }
}
