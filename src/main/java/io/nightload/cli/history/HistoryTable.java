package io.nightload.cli.history;

import static io.nightload.cli.text.TextTable.Column.cuttableText;
import static io.nightload.cli.text.TextTable.Column.number;
import static io.nightload.cli.text.TextTable.Column.text;

import io.nightload.cli.query.ResultColumn;
import io.nightload.cli.query.RowSink;
import io.nightload.cli.text.Style;
import io.nightload.cli.text.Terminal;
import io.nightload.cli.text.TextTable;
import io.nightload.cli.text.TextTable.Cell;
import io.nightload.cli.text.TextTable.Column;
import io.nightload.cli.text.Units;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Executions one below the other. */
public final class HistoryTable {

    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private static final JsonMapper JSON = new JsonMapper();

    private final List<Execution> executions;
    private final Map<Long, Long> replayed;
    private final LocalDateTime now;
    private final ZoneId zone;

    /** @param replayed by the executions' numbers, how many of their rejects were loaded after all */
    public HistoryTable(List<Execution> executions, Map<Long, Long> replayed, Clock clock) {
        this.executions = executions;
        this.replayed = replayed;
        this.now = LocalDateTime.now(clock);
        this.zone = clock.getZone();
    }

    public List<String> lines(Terminal terminal) {
        List<Column> columns = new ArrayList<>(List.of(
                number("execution"),
                text("job"),
                cuttableText("parameters"),
                text("status"),
                text("started"),
                number("time"),
                number("read"),
                number("written"),
                number("rejected")));
        if (!replayed.isEmpty()) {
            columns.add(number("replayed"));
        }
        TextTable table = new TextTable(columns);
        executions.forEach(execution -> table.add(cells(execution)));
        return table.lines(terminal);
    }

    private List<Cell> cells(Execution execution) {
        List<Cell> cells = new ArrayList<>(List.of(
                Cell.of(Long.toString(execution.id())),
                Cell.of(execution.job()),
                Cell.of(execution.arguments() + (execution.again() > 0 ? " (again " + execution.again() + ")" : "")),
                new Cell(execution.status(), style(execution.status())),
                Cell.of(execution.started() == null ? "" : TIME.format(execution.started())),
                Cell.of(execution.seconds(now).map(Units::duration).orElse("")),
                Cell.of(Units.count(execution.read())),
                Cell.of(Units.count(execution.written())),
                new Cell(Units.count(execution.rejected()), execution.rejected() > 0 ? Style.WARNING : Style.QUIET)));
        if (!replayed.isEmpty()) {
            cells.add(Cell.of(Units.count(replayed(execution))));
        }
        return cells;
    }

    private long replayed(Execution execution) {
        return replayed.getOrDefault(execution.id(), 0L);
    }

    static Style style(String status) {
        return switch (status) {
            case "completed" -> Style.GOOD;
            case "running" -> Style.PLAIN;
            case "stopped", "abandoned" -> Style.WARNING;
            default -> Style.BAD;
        };
    }

    /** For other programs: times with their offset from UTC, durations in seconds. */
    public void write(RowSink sink) {
        sink.begin(List.of(
                new ResultColumn("execution", "int8"),
                new ResultColumn("job", "text"),
                new ResultColumn("parameters", "jsonb"),
                new ResultColumn("again", "int4"),
                new ResultColumn("status", "text"),
                new ResultColumn("started", "timestamptz"),
                new ResultColumn("ended", "timestamptz"),
                new ResultColumn("seconds", "float8"),
                new ResultColumn("read", "int8"),
                new ResultColumn("written", "int8"),
                new ResultColumn("rejected", "int8"),
                new ResultColumn("replayed", "int8")));
        executions.forEach(execution -> sink.row(values(execution)));
        sink.flush();
        sink.end(false);
    }

    private List<@Nullable String> values(Execution execution) {
        return Arrays.asList(
                Long.toString(execution.id()),
                execution.job(),
                JSON.writeValueAsString(execution.values()),
                Integer.toString(execution.again()),
                execution.status(),
                time(execution.started(), zone),
                time(execution.ended(), zone),
                execution.seconds(now).map(String::valueOf).orElse(null),
                Long.toString(execution.read()),
                Long.toString(execution.written()),
                Long.toString(execution.rejected()),
                Long.toString(replayed(execution)));
    }

    static @Nullable String time(@Nullable LocalDateTime time, ZoneId zone) {
        return time == null
                ? null
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        time.atZone(zone).toOffsetDateTime());
    }
}
