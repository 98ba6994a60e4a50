package io.nightload.cli.report;

import static io.nightload.cli.text.TextTable.Column.cuttableText;
import static io.nightload.cli.text.TextTable.Column.number;
import static io.nightload.cli.text.TextTable.Column.text;

import io.nightload.advise.Alternative;
import io.nightload.advise.Comparison;
import io.nightload.advise.StepAdvice;
import io.nightload.cli.text.Style;
import io.nightload.cli.text.Terminal;
import io.nightload.cli.text.TextTable;
import io.nightload.cli.text.TextTable.Cell;
import io.nightload.cli.text.Units;
import io.nightload.part.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What was found out about the steps of a job. */
public record AdviceReport(String job, List<StepAdvice> steps) {

    public List<String> lines(Terminal terminal) {
        List<String> lines = new ArrayList<>();
        for (StepAdvice step : steps) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(lines(step, terminal));
        }
        return lines;
    }

    private static List<String> lines(StepAdvice step, Terminal terminal) {
        List<String> lines = new ArrayList<>();
        lines.add(terminal.paint(Style.HEADING, "step " + step.step()));
        if (step.refusal() != null) {
            lines.add("  " + step.refusal());
            return lines;
        }
        lines.add("  rolled back: " + counts(step.counts()));
        if (!step.comparisons().isEmpty()) {
            lines.add("  rows/s count a commit a chunk, of " + Units.decimal(step.commitMillis()) + " ms each");
        }
        for (Comparison comparison : step.comparisons()) {
            lines.add("");
            table(comparison).lines(terminal).forEach(line -> lines.add("  " + line));
        }
        lines.add("");
        step.notes().forEach(note -> lines.add("  " + note));
        if (step.yaml().isEmpty()) {
            lines.add("  nothing to change: what is set is the best, as far as the measurements tell");
        } else {
            lines.add("  to be set in " + step.file() + ":");
            lines.add("");
            lines.addAll(step.yaml());
        }
        return lines;
    }

    private static String counts(Map<Counts.Kind, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> Units.count(entry.getValue()) + " "
                        + entry.getKey().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static TextTable table(Comparison comparison) {
        TextTable table = new TextTable(List.of(
                text(""),
                cuttableText(comparison.dimension()),
                number("statements/chunk"),
                number("rows/s"),
                number("spread"),
                number("peak heap"),
                number("connection wait"),
                number("rows tried"),
                text("")));
        comparison.alternatives().forEach(alternative -> table.add(cells(alternative)));
        return table;
    }

    private static List<Cell> cells(Alternative alternative) {
        String mark = alternative.best() ? "*" : "";
        Cell set = new Cell(alternative.set() ? "as set" : "", Style.QUIET);
        if (alternative.repetitions() == 0) {
            Cell none = Cell.of("");
            Cell unfinished = new Cell(alternative.set() ? "as set, unfinished" : "unfinished", Style.QUIET);
            return List.of(Cell.of(mark), Cell.of(alternative.label()), none, none, none, none, none, none, unfinished);
        }
        return List.of(
                Cell.of(mark),
                Cell.of(alternative.label()),
                Cell.of(Units.decimal(alternative.statementsPerChunk())),
                Cell.of(Units.decimal(alternative.rowsPerSecond())),
                Cell.of("± " + Units.percent(alternative.spread())),
                Cell.of(Units.bytes(alternative.peakHeapBytes())),
                Cell.of(Units.decimal(alternative.connectionWaitMillis()) + " ms"),
                Cell.of(alternative.repetitions() + " × " + Units.count(alternative.rows())),
                set);
    }

    public List<String> json() {
        return List.of(JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(this));
    }
}
