package io.nightload.cli.report;

import static io.nightload.cli.text.TextTable.Column.cuttableText;
import static io.nightload.cli.text.TextTable.Column.number;
import static io.nightload.cli.text.TextTable.Column.text;

import io.nightload.cli.text.Style;
import io.nightload.cli.text.Terminal;
import io.nightload.cli.text.TextTable;
import io.nightload.cli.text.TextTable.Cell;
import io.nightload.cli.text.TextTable.Column;
import io.nightload.cli.text.Units;
import io.nightload.part.Counts.Kind;
import io.nightload.replay.ReplayReport;
import io.nightload.replay.ReplayReport.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What became of replayed rows, for people. */
public final class ReplayText {

    private final ReplayReport report;
    private final Terminal terminal;

    public ReplayText(ReplayReport report, Terminal terminal) {
        this.report = report;
        this.terminal = terminal;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (!report.steps().isEmpty()) {
            lines.addAll(table().lines(terminal));
        }
        lines.add(terminal.paint(style(), headline()));
        if (report.error() != null) {
            lines.add(report.error());
        }
        if (report.outcome() == Outcome.FAILED || report.outcome() == Outcome.INTERRUPTED) {
            lines.add(
                    report.dryRun()
                            ? "it was a dry run, and all of it is rolled back"
                            : "what is committed stays; the same command goes on");
        }
        @Nullable Long left = report.stillRejected();
        if (left != null && left > 0) {
            lines.add(Units.count(left, "row is", "rows are") + " still rejected, listed by: "
                    + Commands.rejects(report.executionId()));
        }
        return lines;
    }

    private TextTable table() {
        List<Kind> kinds = Arrays.stream(Kind.values())
                .filter(kind -> kind == Kind.READ || report.count(kind) != 0)
                .toList();
        List<Column> columns = new ArrayList<>(List.of(text("step"), cuttableText("target")));
        kinds.forEach(kind -> columns.add(number(name(kind))));
        TextTable table = new TextTable(columns);
        for (ReplayReport.Replayed step : report.steps()) {
            List<Cell> cells = new ArrayList<>(List.of(Cell.of(step.step()), Cell.of(step.target())));
            kinds.forEach(kind -> cells.add(Cell.of(Units.count(step.count(kind)))));
            table.add(cells);
        }
        return table;
    }

    private static String name(Kind kind) {
        return switch (kind) {
            case READ -> "replayed";
            case REJECTED -> "refused again";
            default -> kind.name().toLowerCase(Locale.ROOT);
        };
    }

    private String headline() {
        long tried = report.count(Kind.READ);
        long refused = report.count(Kind.REJECTED);
        String name = report.identity().isEmpty() ? report.job() : report.job() + " " + report.identity();
        String rows = Units.count(tried, "rejected row", "rejected rows") + " of " + name + ", execution "
                + report.executionId();
        if (tried == 0 && report.outcome() == Outcome.COMPLETED) {
            return "no rejected row of " + name + ", execution " + report.executionId() + ", waits for a replay";
        }
        String doing = report.dryRun() ? "trying" : "replaying";
        String what = switch (report.outcome()) {
            case COMPLETED, REFUSED_AGAIN -> report.dryRun() ? "tried and rolled back: " : "replayed ";
            case FAILED -> "failed after " + doing + " ";
            case INTERRUPTED -> "interrupted after " + doing + " ";
        };
        return what + rows + " in " + Units.duration(report.seconds()) + ": "
                + (refused == 0 ? "none was refused again" : Units.count(refused) + " refused again");
    }

    private Style style() {
        return switch (report.outcome()) {
            case COMPLETED -> Style.GOOD;
            case REFUSED_AGAIN, INTERRUPTED -> Style.WARNING;
            case FAILED -> Style.BAD;
        };
    }
}
