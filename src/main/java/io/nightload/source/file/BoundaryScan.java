package io.nightload.source.file;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * Goes through a piece of a file that begins behind a line end, and finds out whether it ends inside of quotes: once as if
 * it had begun outside of them and once as if inside, since only what lies before the piece can tell. Lines are counted on the
 * way; their number does not depend on that.
 *
 * <p>Eight bytes without a quote, an escape or a comment's sign are passed over as one number. The test for a zero byte is the
 * exact one of Hacker's Delight, 6-1.
 */
final class BoundaryScan {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long LOW = ~HIGH;
    private static final long FIRST_BYTE = 0x80;
    private static final int BUFFER = 256 * 1024;

    private enum Mode {
        OUTSIDE,
        QUOTED,
        /** Behind an escape, or behind a quote that closes unless another one follows. */
        ESCAPING,
        COMMENT
    }

    /**
     * What a piece does.
     *
     * @param quotedFromOutside whether it ends inside of quotes where it begins outside of them
     * @param quotedFromQuoted whether it does where it begins inside
     * @param lines that end in it
     */
    record Piece(boolean quotedFromOutside, boolean quotedFromQuoted, long lines) {}

    private final LineSyntax syntax;
    private final long quotes;
    private final long escapes;
    private final long comments;
    private final byte[] buffer = new byte[BUFFER];
    private Mode fromOutside = Mode.OUTSIDE;
    private Mode fromQuoted = Mode.QUOTED;
    private byte before;
    private long lines;

    BoundaryScan(LineSyntax syntax) {
        this.syntax = syntax;
        this.quotes = ONES * (syntax.quote() & 0xff);
        this.escapes = ONES * (syntax.escape() & 0xff);
        this.comments = ONES * (syntax.comment() & 0xff);
    }

    /** Both places lie behind a line end. */
    Piece piece(FileChannel file, long from, long to) throws IOException {
        begin(Mode.OUTSIDE, Mode.QUOTED);
        long at = from;
        while (at < to) {
            int count = fill(file, at, to);
            pass(count);
            at += count;
        }
        return new Piece(fromOutside == Mode.QUOTED, fromQuoted == Mode.QUOTED, lines);
    }

    /** From here to where the next record begins, or to the file's end. */
    TextPlace recordBehind(FileChannel file, long from, long line, boolean quoted) throws IOException {
        Mode mode = quoted ? Mode.QUOTED : Mode.OUTSIDE;
        begin(mode, mode);
        boolean returned = false;
        long size = file.size();
        for (long at = from; at < size; ) {
            int count = fill(file, at, size);
            for (int i = 0; i < count; i++) {
                byte b = buffer[i];
                if (returned && b != '\n') {
                    return new TextPlace(at + i, line + lines);
                }
                step(b);
                if (fromOutside == Mode.OUTSIDE && b == '\n') {
                    return new TextPlace(at + i + 1, line + lines);
                }
                returned = fromOutside == Mode.OUTSIDE && b == '\r' && syntax.returns();
            }
            at += count;
        }
        return new TextPlace(size, line + lines);
    }

    private void begin(Mode outside, Mode quoted) {
        fromOutside = outside;
        fromQuoted = quoted;
        before = '\n';
        lines = 0;
    }

    private int fill(FileChannel file, long at, long to) throws IOException {
        int read = file.read(ByteBuffer.wrap(buffer, 0, (int) Math.min(BUFFER, to - at)), at);
        if (read < 0) {
            throw new IOException("it ends before byte " + to);
        }
        return read;
    }

    private void pass(int count) {
        int at = 0;
        while (at < count) {
            if (at + Long.BYTES <= count && isPlain(fromOutside) && isPlain(fromQuoted) && passWord(at)) {
                at += Long.BYTES;
            } else {
                step(buffer[at++]);
            }
        }
    }

    private static boolean isPlain(Mode mode) {
        return mode == Mode.OUTSIDE || mode == Mode.QUOTED;
    }

    /** Passes over eight bytes at once, unless one of them may mean something. */
    private boolean passWord(int at) {
        long word = (long) WORDS.get(buffer, at);
        long special = zeros(word ^ quotes) | zeros(word ^ escapes) | zeros(word ^ comments);
        if (special != 0) {
            return false;
        }
        long feeds = zeros(word ^ (ONES * '\n'));
        if (syntax.returns()) {
            long returns = zeros(word ^ (ONES * '\r'));
            lines += Long.bitCount(returns);
            feeds &= ~((returns << Byte.SIZE) | (before == '\r' ? FIRST_BYTE : 0));
        }
        lines += Long.bitCount(feeds);
        before = buffer[at + Long.BYTES - 1];
        return true;
    }

    /** The high bit of each byte that is zero. */
    private static long zeros(long word) {
        return ~(((word & LOW) + LOW) | word) & HIGH;
    }

    private void step(byte b) {
        boolean same = fromOutside == fromQuoted;
        fromOutside = behind(fromOutside, b);
        fromQuoted = same ? fromOutside : behind(fromQuoted, b);
        if (b == '\n' && !(syntax.returns() && before == '\r')) {
            lines++;
        } else if (b == '\r' && syntax.returns()) {
            lines++;
        }
        before = b;
    }

    private Mode behind(Mode mode, byte b) {
        return switch (mode) {
            case OUTSIDE -> behindOutside(b);
            case QUOTED -> b == syntax.escape() ? Mode.ESCAPING : b == syntax.quote() ? Mode.OUTSIDE : Mode.QUOTED;
            case ESCAPING -> syntax.escape() != syntax.quote() || b == syntax.quote() ? Mode.QUOTED : Mode.OUTSIDE;
            case COMMENT -> isLineEnd(b) ? Mode.OUTSIDE : Mode.COMMENT;
        };
    }

    private Mode behindOutside(byte b) {
        if (b == syntax.comment() && isLineEnd(before)) {
            return Mode.COMMENT;
        }
        boolean opens = b == syntax.quote() && (before == syntax.delimiter() || isLineEnd(before));
        return opens ? Mode.QUOTED : Mode.OUTSIDE;
    }

    private boolean isLineEnd(byte b) {
        return b == '\n' || (b == '\r' && syntax.returns());
    }
}
