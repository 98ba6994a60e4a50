package io.nightload.cli.report;

import io.nightload.cli.text.Style;
import io.nightload.cli.text.Terminal;
import io.nightload.cli.text.Units;
import io.nightload.part.Source;
import io.nightload.part.TargetPart;
import io.nightload.plan.JobPlan;
import io.nightload.plan.StepPlan;
import io.nightload.row.Column;
import io.nightload.spec.PartSpec;
import io.nightload.spec.Problem;
import io.nightload.step.ChunkSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a job would do, or what is wrong with it.
 *
 * @param tablesChecked whether all databases answered, so that steps were held against their tables
 * @param unanswered the connections of those that did not
 * @param steps empty where the job is refused
 */
public record CheckReport(
        String job,
        String identity,
        boolean tablesChecked,
        List<String> unanswered,
        List<Step> steps,
        List<Remark> notes,
        List<Remark> problems) {

    private static final int MOST_INPUTS = 3;

    /**
     * @param reads what is read and how, where the inputs do not say it
     * @param target where rows go, or the script of an {@code sql} step
     * @param columns that reach the target; empty for an {@code sql} step
     * @param sends how rows go to the target and how many at once, for people; empty where that is not known yet
     * @param statements the SQL that reads one chunk, where the source makes it
     */
    public record Step(
            String step,
            @Nullable String source,
            String reads,
            List<Input> inputs,
            List<String> transforms,
            String target,
            List<ColumnName> columns,
            String sends,
            List<String> statements) {}

    /** Something that is read, with its size in bytes. */
    public record Input(String name, long bytes) {}

    public record ColumnName(String name, String type) {}

    public record Remark(String file, int line, int column, String message) {

        public static Remark of(Problem problem) {
            return new Remark(
                    problem.position().file(),
                    problem.position().line(),
                    problem.position().column(),
                    problem.message());
        }
    }

    public static CheckReport of(JobPlan plan, List<String> unanswered) {
        return new CheckReport(
                plan.job().spec().name(),
                plan.job().parameters().identity().replace('\n', ' '),
                unanswered.isEmpty(),
                unanswered,
                plan.steps().stream().map(CheckReport::step).toList(),
                Stream.concat(plan.notes().stream(), plan.steps().stream().flatMap(CheckReport::advice))
                        .map(Remark::of)
                        .toList(),
                List.of());
    }

    public static CheckReport refused(String job, List<Problem> problems) {
        return new CheckReport(
                job,
                "",
                false,
                List.of(),
                List.of(),
                List.of(),
                problems.stream().map(Remark::of).toList());
    }

    private static Step step(StepPlan plan) {
        if (plan instanceof StepPlan.Rows rows) {
            PartSpec source = rows.spec().source();
            return new Step(
                    rows.name(),
                    source == null ? null : source.name(),
                    rows.source().description(),
                    rows.source().inputs().stream().map(CheckReport::input).toList(),
                    rows.spec().transforms().stream().map(PartSpec::name).toList(),
                    rows.description(),
                    rows.columns().columns().stream().map(CheckReport::column).toList(),
                    sends(rows),
                    rows.source().statements());
        }
        return new Step(plan.name(), null, "", List.of(), List.of(), plan.description(), List.of(), "", List.of());
    }

    private static String sends(StepPlan.Rows rows) {
        String how = rows.source().givesTuples()
                ? "rows as they are, from COPY to COPY in binary format"
                : rows.target().map(TargetPart.Plan::sends).orElse("");
        OptionalInt chunk = ChunkSize.fixedRows(rows);
        String chunks = chunk.isEmpty()
                ? "chunks of a size that is found while it runs"
                : String.format(Locale.ROOT, "chunks of %,d rows", chunk.getAsInt());
        return how.isEmpty() ? "" : how + ", " + chunks;
    }

    private static Stream<Problem> advice(StepPlan plan) {
        return plan instanceof StepPlan.Rows rows ? rows.source().advice().stream() : Stream.empty();
    }

    private static Input input(Source.Input input) {
        return new Input(input.name(), input.size());
    }

    private static ColumnName column(Column column) {
        return new ColumnName(column.name(), column.type().name());
    }

    public List<String> lines(Terminal terminal) {
        List<String> lines = new ArrayList<>();
        for (Step step : steps) {
            lines.add(terminal.paint(Style.HEADING, step.step()) + ": " + way(step));
            if (!step.columns().isEmpty()) {
                lines.add("  "
                        + step.columns().stream()
                                .map(c -> c.name() + " " + terminal.paint(Style.QUIET, c.type()))
                                .collect(Collectors.joining(", ")));
            }
            if (!step.sends().isEmpty()) {
                lines.add("  " + terminal.paint(Style.QUIET, step.sends()));
            }
            step.statements().forEach(sql -> lines.add("  " + terminal.paint(Style.QUIET, sql)));
        }
        notes.forEach(note -> lines.add("note: " + place(note) + note.message()));
        String name = (job + " " + identity).strip();
        lines.add(
                tablesChecked
                        ? terminal.paint(Style.GOOD, name + " can run")
                        : terminal.paint(
                                Style.WARNING,
                                name + " can run as far as that can be said without "
                                        + (unanswered.size() == 1 ? "connection " : "connections ")
                                        + String.join(", ", unanswered)));
        return lines;
    }

    private static String way(Step step) {
        if (step.source() == null) {
            return step.target();
        }
        List<String> stations = new ArrayList<>();
        stations.add((step.source() + " " + step.reads()).strip() + inputs(step.inputs()));
        stations.addAll(step.transforms());
        stations.add(step.target());
        return String.join(" → ", stations);
    }

    private static String inputs(List<Input> inputs) {
        if (inputs.isEmpty()) {
            return "";
        }
        String names = inputs.stream().limit(MOST_INPUTS).map(Input::name).collect(Collectors.joining(", "));
        String more = inputs.size() > MOST_INPUTS ? " and " + (inputs.size() - MOST_INPUTS) + " more" : "";
        return " " + names + more + " ("
                + Units.bytes(inputs.stream().mapToLong(Input::bytes).sum()) + ")";
    }

    private static String place(Remark remark) {
        return remark.line() == 0
                ? remark.file() + ": "
                : remark.file() + ":" + remark.line() + ":" + remark.column() + ": ";
    }

    public List<String> json() {
        return List.of(JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(this));
    }
}
