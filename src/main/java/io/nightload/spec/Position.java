package io.nightload.spec;

/**
 * A place in a file, or one that has no lines: the command line, an environment variable.
 *
 * @param file as a person would name it, relative to the project's folder where it is inside
 * @param line from 1, or 0 where the place has no lines
 * @param column from 1, in characters, or 0 where the place has no lines
 */
public record Position(String file, int line, int column) implements Comparable<Position> {

    /** What was typed after {@code nightload}. */
    public static final Position COMMAND_LINE = of("command line");

    /** A place without lines; messages print its name alone. */
    public static Position of(String place) {
        return new Position(place, 0, 0);
    }

    @Override
    public int compareTo(Position other) {
        int byFile = file.compareTo(other.file);
        int byLine = byFile != 0 ? byFile : Integer.compare(line, other.line);
        return byLine != 0 ? byLine : Integer.compare(column, other.column);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
