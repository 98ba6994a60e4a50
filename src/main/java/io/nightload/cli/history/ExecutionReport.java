package io.nightload.cli.history;

import static io.nightload.cli.text.TextTable.Column.cuttableText;
import static io.nightload.cli.text.TextTable.Column.number;
import static io.nightload.cli.text.TextTable.Column.text;

import io.nightload.cli.history.RejectLog.Reject;
import io.nightload.cli.history.RejectLog.Rejects;
import io.nightload.cli.report.Commands;
import io.nightload.cli.report.EffortTable;
import io.nightload.cli.report.PartitionTable;
import io.nightload.cli.report.RetryLines;
import io.nightload.cli.report.StepTable;
import io.nightload.cli.text.Terminal;
import io.nightload.cli.text.TextTable;
import io.nightload.cli.text.TextTable.Cell;
import io.nightload.cli.text.Units;
import io.nightload.step.StepReport;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that is known of one execution.
 *
 * @param rejects of its instance, up to this execution
 */
public record ExecutionReport(Execution execution, List<StepReport> steps, Rejects rejects) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** A heading, what the steps did, what they cost, what went wrong, and the first rejected rows. */
    public List<String> lines(Terminal terminal, Clock clock) {
        List<String> lines = new ArrayList<>(heading(terminal, LocalDateTime.now(clock)));
        if (!steps.isEmpty()) {
            lines.add("");
            lines.addAll(new StepTable(steps).lines(terminal));
            lines.add("");
            lines.addAll(new EffortTable(steps).lines(terminal));
            lines.addAll(partitions(terminal));
            lines.addAll(RetryLines.of(steps));
        }
        List<String> errors = errors();
        if (!errors.isEmpty()) {
            lines.add("");
            lines.addAll(errors);
        }
        if (rejects.waiting() > 0 || rejects.replayed() > 0) {
            lines.add("");
            lines.addAll(rejectLines(terminal));
        }
        return lines;
    }

    private List<String> partitions(Terminal terminal) {
        List<String> lines = new ArrayList<>(new PartitionTable(steps).lines(terminal));
        if (!lines.isEmpty()) {
            lines.add(0, "");
        }
        return lines;
    }

    private List<String> heading(Terminal terminal, LocalDateTime now) {
        String again = execution.again() > 0 ? ", again " + execution.again() : "";
        String status = terminal.paint(HistoryTable.style(execution.status()), execution.status());
        List<String> heading = new ArrayList<>();
        heading.add("execution " + execution.id() + " of " + execution.name() + again + ": " + status);
        if (execution.started() != null) {
            String took = execution
                    .seconds(now)
                    .map(s -> ", took " + Units.duration(s))
                    .orElse("");
            heading.add("started " + HistoryTable.TIME.format(execution.started()) + took);
        }
        if (execution.hold() != null) {
            heading.add(execution.hold());
        }
        return heading;
    }

    private List<String> errors() {
        List<String> errors = new ArrayList<>();
        for (StepReport step : steps) {
            if (step.error() != null) {
                errors.add("step " + step.step() + ": " + step.error());
            }
        }
        if (errors.isEmpty() && execution.error() != null) {
            errors.add(execution.error());
        }
        return errors;
    }

    private List<String> rejectLines(Terminal terminal) {
        List<String> lines = new ArrayList<>();
        TextTable table =
                new TextTable(List.of(text("step"), cuttableText("file"), number("line"), cuttableText("reason")));
        for (Reject reject : rejects.first()) {
            String line = reject.line() == null ? "" : Long.toString(reject.line());
            table.add(List.of(
                    Cell.of(reject.step()), Cell.of(origin(reject)), Cell.of(line), Cell.of(oneLine(reject.reason()))));
        }
        long waiting = rejects.waiting();
        if (waiting > 0) {
            lines.addAll(table.lines(terminal));
            lines.add(
                    waiting > rejects.first().size()
                            ? rejects.first().size() + " of " + Units.count(waiting) + " rejected rows; all of them: "
                                    + Commands.rejects(execution.id())
                            : "with the rows themselves: " + Commands.rejects(execution.id()));
        }
        if (rejects.replayed() > 0) {
            lines.add(Units.count(rejects.replayed(), "rejected row was", "rejected rows were")
                    + " replayed since and " + (rejects.replayed() == 1 ? "is" : "are") + " loaded: "
                    + Commands.rejects(execution.id()) + " --all");
        }
        return lines;
    }

    private static String origin(Reject reject) {
        String file = reject.file() == null ? "" : reject.file();
        return reject.key() == null ? file : (file + " " + reject.key()).strip();
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }

    /** One object. */
    public List<String> json(Clock clock) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("execution", execution.id());
        object.put("job", execution.job());
        object.put("parameters", execution.values());
        object.put("again", execution.again());
        object.put("status", execution.status());
        object.put("started", HistoryTable.time(execution.started(), clock.getZone()));
        object.put("ended", HistoryTable.time(execution.ended(), clock.getZone()));
        object.put("seconds", execution.seconds(LocalDateTime.now(clock)).orElse(null));
        object.put("error", execution.error());
        object.put("hold", execution.hold());
        object.put("steps", steps);
        object.put("rejects", rejects);
        return List.of(JSON.writeValueAsString(object));
    }
}
