package io.nightload.cli.report;

import static io.nightload.cli.text.TextTable.Column.cuttableText;
import static io.nightload.cli.text.TextTable.Column.number;
import static io.nightload.cli.text.TextTable.Column.text;

import io.nightload.cli.text.DisplayWidth;
import io.nightload.cli.text.Style;
import io.nightload.cli.text.Terminal;
import io.nightload.cli.text.TextTable;
import io.nightload.cli.text.TextTable.Cell;
import io.nightload.cli.text.TextTable.Column;
import io.nightload.cli.text.Units;
import io.nightload.part.Counts.Kind;
import io.nightload.step.StepReport;
import io.nightload.step.StepReport.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The steps of a run as a table: one line each, and a total where there are several. */
public final class StepTable {

    private static final int TARGET = 1;

    private final List<StepReport> steps;
    private final List<Kind> kinds;
    private final boolean withStatus;

    public StepTable(List<StepReport> steps) {
        this.steps = steps;
        this.kinds = Arrays.stream(Kind.values())
                .filter(kind -> kind == Kind.READ || total(kind) != 0)
                .toList();
        this.withStatus = steps.stream().anyMatch(step -> !status(step).isEmpty());
    }

    /** On a terminal that is too narrow for them, the targets stand above the table; a note tells whose the counts are. */
    public List<String> lines(Terminal terminal) {
        List<String> lines = new ArrayList<>(tables(terminal));
        if (steps.stream().anyMatch(step -> !step.counts().equals(step.executionCounts()))) {
            lines.add(terminal.paint(
                    Style.QUIET, "rows are of all executions of this job instance, the rest is of this one"));
        }
        return lines;
    }

    private List<String> tables(Terminal terminal) {
        List<String> lines = table(true).lines(Terminal.PIPE);
        if (lines.stream().mapToInt(DisplayWidth::of).max().orElse(0) <= terminal.room()) {
            return table(true).lines(terminal);
        }
        TextTable targets = new TextTable(List.of(text("step"), cuttableText("target")));
        steps.forEach(step -> targets.add(List.of(Cell.of(step.step()), Cell.of(step.target()))));
        return Stream.concat(targets.lines(terminal).stream(), table(false).lines(terminal).stream())
                .toList();
    }

    private TextTable table(boolean withTarget) {
        TextTable table = new TextTable(without(withTarget, columns()));
        steps.forEach(step -> table.add(without(withTarget, cells(step))));
        if (steps.size() > 1) {
            table.add(without(withTarget, totals()));
        }
        return table;
    }

    private static <T> List<T> without(boolean withTarget, List<T> cells) {
        if (!withTarget) {
            cells.remove(TARGET);
        }
        return cells;
    }

    private List<Column> columns() {
        List<Column> columns = new ArrayList<>(List.of(text("step"), cuttableText("target")));
        kinds.forEach(kind -> columns.add(number(kind.name().toLowerCase(Locale.ROOT))));
        columns.addAll(List.of(number("rows/s"), number("time")));
        if (withStatus) {
            columns.add(text("status"));
        }
        return columns;
    }

    private List<Cell> cells(StepReport step) {
        List<Cell> cells = new ArrayList<>(List.of(Cell.of(step.step()), Cell.of(step.target())));
        boolean movesRows = step.chunks() > 0 || !step.counts().isEmpty();
        kinds.forEach(kind -> cells.add(movesRows ? count(kind, step.count(kind)) : Cell.EMPTY));
        boolean ran = step.status() != Status.ALREADY_COMPLETE;
        cells.add(movesRows && ran ? Cell.of(rate(step)) : Cell.EMPTY);
        cells.add(ran ? Cell.of(Units.duration(step.seconds())) : Cell.EMPTY);
        if (withStatus) {
            cells.add(new Cell(status(step), step.status() == Status.FAILED ? Style.BAD : Style.PLAIN));
        }
        return cells;
    }

    private List<Cell> totals() {
        double seconds = steps.stream().mapToDouble(StepReport::seconds).sum();
        List<Cell> cells = new ArrayList<>(List.of(new Cell("total", Style.HEADING), Cell.EMPTY));
        kinds.forEach(kind -> cells.add(count(kind, total(kind))));
        cells.addAll(List.of(Cell.EMPTY, Cell.of(Units.duration(seconds))));
        if (withStatus) {
            cells.add(Cell.EMPTY);
        }
        return cells;
    }

    private long total(Kind kind) {
        return steps.stream().mapToLong(step -> step.count(kind)).sum();
    }

    private static Cell count(Kind kind, long rows) {
        Style notable = kind == Kind.REJECTED ? Style.WARNING : Style.PLAIN;
        return new Cell(Units.count(rows), rows == 0 ? Style.QUIET : notable);
    }

    private static String rate(StepReport step) {
        long rows = step.executionCounts().getOrDefault(Kind.READ, 0L);
        return step.seconds() > 0 ? Units.count(Math.round(rows / step.seconds())) : "";
    }

    private static String status(StepReport step) {
        return switch (step.status()) {
            case COMPLETED -> step.resumed() ? "resumed" : "";
            case ALREADY_COMPLETE -> "complete before";
            case FAILED -> "failed";
            case STOPPED -> "stopped";
        };
    }
}
