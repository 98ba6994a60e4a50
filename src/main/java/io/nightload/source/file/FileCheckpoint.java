package io.nightload.source.file;

import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * How far a list of files was read.
 *
 * @param file the index of the one that it goes on in
 */
public record FileCheckpoint(int file, FilePosition position) {

    private static final String FILE = "source.file";
    private static final String OFFSET = "source.offset";
    private static final String LINE = "source.line";

    /** What was {@link #keepIn kept}, or the beginning of what is to be read where nothing was. */
    public static FileCheckpoint of(ExecutionContext context, FileRange range) {
        return new FileCheckpoint(
                (int) number(context, FILE, range.file()),
                new FilePosition(number(context, OFFSET, range.offset()), number(context, LINE, range.line())));
    }

    /** What was kept as JSON gives back a small long as an Integer. */
    private static long number(ExecutionContext context, String key, long otherwise) {
        return context.get(key) instanceof Number number ? number.longValue() : otherwise;
    }

    public void keepIn(ExecutionContext context) {
        context.putLong(FILE, file);
        context.putLong(OFFSET, position.offset());
        context.putLong(LINE, position.line());
    }
}
