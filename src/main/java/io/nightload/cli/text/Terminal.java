package io.nightload.cli.text;

/**
 * Where text goes.
 *
 * @param interactive whether a person watches: lines may be redrawn and long values cut
 * @param colour whether escape sequences may be used
 * @param width in columns; without an interactive terminal nothing is cut, whatever it says
 */
public record Terminal(boolean interactive, boolean colour, int width) {

    /** A file or another program: plain, uncut. */
    public static final Terminal PIPE = new Terminal(false, false, Integer.MAX_VALUE);

    public String paint(Style style, String text) {
        return colour ? style.paint(text) : text;
    }

    /** The widest line that needs no second one. */
    public int room() {
        return interactive ? width : Integer.MAX_VALUE;
    }
}
