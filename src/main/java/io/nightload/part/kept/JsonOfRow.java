package io.nightload.part.kept;

import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import io.nightload.row.Row;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes one row. */
final class JsonOfRow {

    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private static final Set<ColumnType.Kind> NUMBERS = Set.of(
            ColumnType.Kind.SMALLINT,
            ColumnType.Kind.INTEGER,
            ColumnType.Kind.BIGINT,
            ColumnType.Kind.NUMERIC,
            ColumnType.Kind.REAL,
            ColumnType.Kind.DOUBLE);

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?");

    private final List<Column> columns;
    private final StringWriter text = new StringWriter();

    JsonOfRow(List<Column> columns) {
        this.columns = columns;
    }

    /** Empty where it is too large. */
    Optional<String> write(Row row) {
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            if (!object(json, row, columns)) {
                return Optional.empty();
            }
        }
        return Optional.of(text.toString());
    }

    private boolean object(JsonGenerator json, Row row, List<Column> of) {
        json.writeStartObject();
        for (Column column : of) {
            json.writeName(column.name());
            if (row.isNull(column)) {
                json.writeNull();
            } else if (!value(json, row, column)) {
                return false;
            }
        }
        json.writeEndObject();
        return true;
    }

    private boolean value(JsonGenerator json, Row row, Column column) {
        switch (column.type().kind()) {
            case ROW -> {
                return object(json, row, RowsAsJson.asked(column));
            }
            case ROWS -> {
                return array(json, row, column);
            }
            default -> {
                scalar(json, row, column);
                json.flush();
                return text.getBuffer().length() <= RowsAsJson.LARGEST;
            }
        }
    }

    private boolean array(JsonGenerator json, Row row, Column column) {
        List<Column> beneath = RowsAsJson.asked(column);
        json.writeStartArray();
        for (Row each : row.rows(column)) {
            if (!object(json, each, beneath)) {
                return false;
            }
        }
        json.writeEndArray();
        return true;
    }

    private static void scalar(JsonGenerator json, Row row, Column column) {
        String value = new String(row.bytes(), row.start(column), row.length(column), StandardCharsets.UTF_8);
        if (NUMBERS.contains(column.type().kind()) && NUMBER.matcher(value).matches()) {
            json.writeNumber(value);
        } else {
            json.writeString(value);
        }
    }
}
