package io.nightload.cli.report;

import static io.nightload.cli.text.TextTable.Column.number;
import static io.nightload.cli.text.TextTable.Column.text;

import io.nightload.cli.text.Terminal;
import io.nightload.cli.text.TextTable;
import io.nightload.cli.text.TextTable.Cell;
import io.nightload.cli.text.Units;
import io.nightload.step.StepReport;
import java.util.List;

/** What each step cost: chunks, commits, statements, waiting for connections, memory. */
public final class EffortTable {

    private final List<StepReport> steps;

    public EffortTable(List<StepReport> steps) {
        this.steps = steps;
    }

    public List<String> lines(Terminal terminal) {
        TextTable table = new TextTable(List.of(
                text("step"),
                number("chunks"),
                number("commits"),
                number("flushes"),
                number("statements/chunk"),
                number("queue wait"),
                number("longest"),
                number("peak heap"),
                number("GC")));
        steps.forEach(step -> table.add(cells(step)));
        return table.lines(terminal);
    }

    private static List<Cell> cells(StepReport step) {
        return List.of(
                Cell.of(step.step()),
                Cell.of(Units.count(step.chunks())),
                Cell.of(Units.count(step.commits())),
                Cell.of(Units.count(step.flushes())),
                Cell.of(
                        step.chunkStatements() == 0
                                ? ""
                                : Units.decimal((double) step.chunkStatements() / step.chunks())),
                Cell.of(Units.decimal(step.connectionWaitMillis()) + " ms"),
                Cell.of(Units.decimal(step.connectionWaitMaxMillis()) + " ms"),
                Cell.of(Units.bytes(step.peakHeapBytes())),
                Cell.of(Units.percent(step.gcShare())));
    }
}
