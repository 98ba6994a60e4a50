package io.nightload.cli.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An aligned table. On a terminal that is too narrow the columns that may be cut are cut, the widest first; in a pipe
 * nothing is.
 */
public final class TextTable {

    private static final String GAP = "  ";
    private static final int LEAST = 8;
    // A longer value sticks out of its column, or one of a megabyte would pad every row to a megabyte.
    private static final int MOST = 120;

    private final List<Column> columns;
    private final List<List<Cell>> rows = new ArrayList<>();

    public TextTable(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /** Text on the left, numbers on the right. */
    public enum Align {
        LEFT,
        RIGHT
    }

    /**
     * @param cuttable whether its values may be cut on a narrow terminal
     */
    public record Column(String header, Align align, boolean cuttable) {

        public static Column text(String header) {
            return new Column(header, Align.LEFT, false);
        }

        public static Column cuttableText(String header) {
            return new Column(header, Align.LEFT, true);
        }

        public static Column number(String header) {
            return new Column(header, Align.RIGHT, false);
        }
    }

    /** One value of a row, of a single line. */
    public record Cell(String text, Style style) {

        public static final Cell EMPTY = new Cell("", Style.PLAIN);

        public static Cell of(String text) {
            return new Cell(text, Style.PLAIN);
        }
    }

    public void add(List<Cell> row) {
        if (row.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "a row of " + row.size() + " cells in a table of " + columns.size() + " columns");
        }
        rows.add(List.copyOf(row));
    }

    /** The header and the rows, each without blanks at its end. */
    public List<String> lines(Terminal terminal) {
        int[] widths = widths(terminal.room());
        List<String> lines = new ArrayList<>();
        lines.add(line(header(), widths, terminal));
        rows.forEach(row -> lines.add(line(row, widths, terminal)));
        return lines;
    }

    /** The rows alone, aligned by widths that an earlier {@link #widths} gave: for more pages of the same table. */
    public List<String> lines(Terminal terminal, int[] widths) {
        return rows.stream().map(row -> line(row, widths, terminal)).toList();
    }

    public String headerLine(Terminal terminal, int[] widths) {
        return line(header(), widths, terminal);
    }

    /** The columns' widths, cut as far as it takes and goes to fit into {@code room}. */
    public int[] widths(int room) {
        int[] widths = new int[columns.size()];
        Arrays.setAll(widths, i -> DisplayWidth.of(columns.get(i).header()));
        for (List<Cell> row : rows) {
            Arrays.setAll(
                    widths,
                    i -> Math.max(
                            widths[i], Math.min(MOST, DisplayWidth.of(row.get(i).text()))));
        }
        long excess = Arrays.stream(widths).asLongStream().sum() + (long) GAP.length() * (widths.length - 1) - room;
        for (int widest; excess > 0 && (widest = widestCuttable(widths)) >= 0; excess--) {
            widths[widest]--;
        }
        return widths;
    }

    private int widestCuttable(int[] widths) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            if (columns.get(i).cuttable() && widths[i] > LEAST && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        return widest;
    }

    private List<Cell> header() {
        return columns.stream().map(c -> new Cell(c.header(), Style.HEADING)).toList();
    }

    private String line(List<Cell> row, int[] widths, Terminal terminal) {
        StringBuilder line = new StringBuilder();
        int owed = 0;
        for (int i = 0; i < widths.length; i++) {
            Cell cell = row.get(i);
            String text = terminal.interactive() ? DisplayWidth.cut(cell.text(), widths[i]) : cell.text();
            int blanks = Math.max(0, widths[i] - DisplayWidth.of(text));
            boolean right = columns.get(i).align() == Align.RIGHT;
            if (!text.isEmpty()) {
                line.append(" ".repeat(owed + (right ? blanks : 0))).append(terminal.paint(cell.style(), text));
                owed = 0;
            }
            owed += (right && !text.isEmpty() ? 0 : blanks) + GAP.length();
        }
        return line.toString();
    }
}
