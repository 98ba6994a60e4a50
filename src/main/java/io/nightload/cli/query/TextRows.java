package io.nightload.cli.query;

import io.nightload.cli.text.Style;
import io.nightload.cli.text.Terminal;
import io.nightload.cli.text.TextTable;
import io.nightload.cli.text.TextTable.Cell;
import io.nightload.cli.text.TextTable.Column;
import io.nightload.cli.text.Units;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table for people. The columns' widths are those of the first rows: a longer value that comes later is cut on a
 * terminal, and sticks out in a pipe. NULL is {@code ␀}, and a control character is its picture ({@code ␊} for a line
 * feed), so that a row is one line and no value can send commands to the terminal.
 */
public final class TextRows implements RowSink {

    private static final int MEASURED_ROWS = 1_000;
    private static final long MEASURED_CHARACTERS = 2_000_000;
    private static final Cell NULL = new Cell("␀", Style.QUIET);

    private final PrintStream out;
    private final Terminal terminal;
    private List<Column> columns = List.of();
    private TextTable table = new TextTable(columns);
    private int @Nullable [] widths;
    private int rows;
    private long characters;
    private long count;

    public TextRows(PrintStream out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void begin(List<ResultColumn> result) {
        boolean cuttable = result.size() > 1;
        columns = result.stream()
                .map(c -> new Column(
                        visible(c.name()),
                        c.isNumber() ? TextTable.Align.RIGHT : TextTable.Align.LEFT,
                        cuttable && !c.isNumber()))
                .toList();
        table = new TextTable(columns);
    }

    @Override
    public void row(List<@Nullable String> values) {
        List<Cell> cells = new ArrayList<>(values.size());
        for (@Nullable String value : values) {
            cells.add(value == null ? NULL : Cell.of(visible(value)));
            characters += value == null ? 0 : value.length();
        }
        table.add(cells);
        rows++;
        count++;
    }

    @Override
    public boolean flush() {
        if (widths != null || rows >= MEASURED_ROWS || characters >= MEASURED_CHARACTERS) {
            print();
        }
        return !out.checkError();
    }

    private void print() {
        if (widths == null) {
            widths = table.widths(terminal.room());
            out.println(table.headerLine(terminal, widths));
        }
        table.lines(terminal, widths).forEach(out::println);
        table = new TextTable(columns);
        rows = 0;
        characters = 0;
    }

    @Override
    public void end(boolean more) {
        print();
        String all = Units.count(count, "row", "rows");
        out.println(terminal.paint(Style.QUIET, more ? "(" + all + ", and there are more)" : "(" + all + ")"));
    }

    private static String visible(String value) {
        return value.chars().noneMatch(Character::isISOControl)
                ? value
                : value.codePoints()
                        .map(TextRows::visible)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static int visible(int letter) {
        if (!Character.isISOControl(letter)) {
            return letter;
        }
        return letter < ' ' ? '\u2400' + letter : '\u2421';
    }
}
