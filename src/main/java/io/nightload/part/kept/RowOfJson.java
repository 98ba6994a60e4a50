package io.nightload.part.kept;

import io.nightload.row.Block;
import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import io.nightload.row.Origin;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.row.Schema;
import io.nightload.spec.NearestWord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads one row that {@link JsonOfRow} has written, and a person may have mended. */
final class RowOfJson {

    private static final String MALFORMED = "22P02";

    /** A number may have as many digits as PostgreSQL's numeric. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(150_000)
                    .maxStringLength(RowsAsJson.LARGEST)
                    .build())
            .build();

    private final Schema schema;
    private final List<Column> columns;
    private final Origin origin;

    RowOfJson(Schema schema, List<Column> columns, Origin origin) {
        this.schema = schema;
        this.columns = columns;
        this.origin = origin;
    }

    /** @throws RowError if it cannot be read */
    Row read(String text) {
        byte[] record = text.getBytes(StandardCharsets.UTF_8);
        Draft draft = new Draft(origin, record, Math.max(Draft.width(schema.columns()), Draft.width(columns)));
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            require(json.nextToken() == JsonToken.START_OBJECT, "a kept row is a JSON object");
            object(json, columns, draft.root(), draft.root().add());
            require(json.nextToken() == null, "something stands behind the JSON object of a kept row");
        } catch (JacksonException e) {
            throw error("the kept row is no JSON: " + e.getOriginalMessage());
        }
        Block block = draft.seal();
        Row row = Row.of(schema, block, new Row.Extent(0, 0, record.length, origin.line(), origin.offset()));
        return schema.computed() == 0 ? row : row.with(schema, new Object[schema.computed()]);
    }

    private void object(JsonParser json, List<Column> of, Draft.Level level, int row) {
        List<String> unknown = new ArrayList<>();
        Set<String> lacking = new HashSet<>(of.stream().map(Column::name).toList());
        for (JsonToken token = json.nextToken(); token != JsonToken.END_OBJECT; token = json.nextToken()) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            Column column =
                    of.stream().filter(c -> c.name().equals(name)).findFirst().orElse(null);
            if (column == null) {
                json.skipChildren(); // the step reads it no more
                unknown.add(name);
            } else {
                require(lacking.remove(name), "'" + name + "' stands twice in the kept row");
                value(json, value, column, level, row);
            }
        }
        for (Column column : of) {
            if (lacking.contains(column.name())) {
                throw error(lacking(column.name(), unknown));
            }
        }
    }

    private static String lacking(String column, List<String> unknown) {
        return "the kept row has no '" + column + "', which the step reads"
                + NearestWord.to(column, unknown)
                        .map(near -> ", but '" + near + "', which it does not: call that '" + column + "'")
                        .orElse(" now: it was not kept, or somebody has taken it out");
    }

    private void value(JsonParser json, JsonToken token, Column column, Draft.Level level, int row) {
        boolean object = token == JsonToken.START_OBJECT;
        boolean array = token == JsonToken.START_ARRAY;
        if (token == JsonToken.VALUE_NULL) {
            level.setNull(row, column.slot());
        } else if (column.type().kind() == ColumnType.Kind.ROW) {
            require(object, "'" + column.name() + "' takes an object");
            level.set(row, column.slot(), 0, 0);
            object(json, RowsAsJson.asked(column), level, row);
        } else if (column.type().kind() == ColumnType.Kind.ROWS) {
            require(array, "'" + column.name() + "' takes an array of objects");
            rows(json, column, level, row);
        } else {
            require(!object && !array, "'" + column.name() + "' takes one value: text, a number or null");
            level.put(row, column.slot(), json.getString());
        }
    }

    private void rows(JsonParser json, Column column, Draft.Level level, int row) {
        List<Column> beneath = RowsAsJson.asked(column);
        Draft.Level nested = level.beneath(column.slot(), beneath);
        int first = nested.count();
        int count = 0;
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            require(token == JsonToken.START_OBJECT, "'" + column.name() + "' takes an array of objects");
            object(json, beneath, nested, nested.add());
            count++;
        }
        level.set(row, column.slot(), first, count);
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw error(otherwise);
        }
    }

    private static RowError error(String reason) {
        return new RowError(reason, MALFORMED, null);
    }
}
