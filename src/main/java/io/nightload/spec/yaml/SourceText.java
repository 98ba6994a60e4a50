package io.nightload.spec.yaml;

import io.nightload.spec.Position;
import java.util.Arrays;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** A file's text with line feeds only, and the way from an index in it to a line and column. */
final class SourceText {

    private final String name;
    private final String text;
    private final int[] lineStarts;

    /** @param name as positions call the file */
    SourceText(String name, String raw) {
        this.name = name;
        String unmarked = raw.startsWith("\uFEFF") ? raw.substring(1) : raw;
        this.text = unmarked.replace("\r\n", "\n").replace('\r', '\n');
        this.lineStarts = startsOfLines(text);
    }

    private static int[] startsOfLines(String text) {
        int breaks = (int) text.chars().filter(c -> c == '\n').count();
        int[] starts = new int[breaks + 1];
        for (int line = 1; line <= breaks; line++) {
            starts[line] = text.indexOf('\n', starts[line - 1]) + 1;
        }
        return starts;
    }

    String text() {
        return text;
    }

    int lines() {
        return lineStarts.length;
    }

    /** The index of the line's first character, from line 0. */
    int lineStart(int line) {
        return lineStarts[line];
    }

    /** The index of the line feed that ends the line, or of the end of the text. */
    int lineEnd(int line) {
        return line + 1 < lines() ? lineStarts[line + 1] - 1 : text.length();
    }

    int lineOf(int index) {
        int found = Arrays.binarySearch(lineStarts, index);
        return found >= 0 ? found : -found - 2;
    }

    Position position(int index) {
        int line = lineOf(index);
        return new Position(name, line + 1, text.codePointCount(lineStarts[line], index) + 1);
    }

    Position position(Mark mark) {
        return position(index(mark));
    }

    /** The parser counts code points, a {@code String} does not; a mark behind the end is at the end. */
    int index(Mark mark) {
        int line = Math.min(mark.getLine(), lines() - 1);
        int length = text.codePointCount(lineStart(line), lineEnd(line));
        return text.offsetByCodePoints(lineStart(line), Math.min(mark.getColumn(), length));
    }

    /** The index of this code point of the whole text. */
    int indexOfCodePoint(int codePoint) {
        return text.offsetByCodePoints(0, Math.min(codePoint, text.codePointCount(0, text.length())));
    }
}
