package io.nightload.cli.report;

import static io.nightload.cli.text.TextTable.Column.cuttableText;
import static io.nightload.cli.text.TextTable.Column.number;
import static io.nightload.cli.text.TextTable.Column.text;

import io.nightload.cli.text.Style;
import io.nightload.cli.text.Terminal;
import io.nightload.cli.text.TextTable;
import io.nightload.cli.text.TextTable.Cell;
import io.nightload.cli.text.Units;
import io.nightload.part.Counts.Kind;
import io.nightload.step.PartitionReport;
import io.nightload.step.StepReport;
import io.nightload.step.StepReport.Status;
import java.util.List;

/** The partitions of the steps that were read in any: one line each. */
public final class PartitionTable {

    private final List<StepReport> steps;

    public PartitionTable(List<StepReport> steps) {
        this.steps = steps.stream().filter(step -> step.partitions() != null).toList();
    }

    /** None where no step has partitions. */
    public List<String> lines(Terminal terminal) {
        if (steps.isEmpty()) {
            return List.of();
        }
        TextTable table = new TextTable(List.of(
                text("step"),
                number("partition"),
                cuttableText("reads"),
                number("read"),
                number("rejected"),
                number("chunks"),
                number("time"),
                text("status")));
        for (StepReport step : steps) {
            List<PartitionReport> partitions = step.partitions();
            if (partitions != null) {
                partitions.forEach(partition -> table.add(cells(step, partition)));
            }
        }
        return table.lines(terminal);
    }

    private static List<Cell> cells(StepReport step, PartitionReport partition) {
        return List.of(
                Cell.of(step.step()),
                Cell.of(Units.count(partition.number())),
                Cell.of(partition.reads()),
                Cell.of(Units.count(partition.counts().getOrDefault(Kind.READ, 0L))),
                Cell.of(Units.count(partition.counts().getOrDefault(Kind.REJECTED, 0L))),
                Cell.of(Units.count(partition.chunks())),
                partition.chunks() == 0 ? Cell.EMPTY : Cell.of(Units.duration(partition.seconds())),
                new Cell(status(partition), partition.status() == Status.FAILED ? Style.BAD : Style.PLAIN));
    }

    private static String status(PartitionReport partition) {
        return switch (partition.status()) {
            case COMPLETED -> partition.resumed() ? "resumed" : "";
            case ALREADY_COMPLETE -> "complete before";
            case FAILED -> "failed";
            case STOPPED -> partition.chunks() > 0 ? "stopped" : "not run";
        };
    }
}
