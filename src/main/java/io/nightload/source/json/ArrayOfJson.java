package io.nightload.source.json;

import io.nightload.row.RowError;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Writes a JSON array as PostgreSQL writes an array. */
final class ArrayOfJson {

    private final JsonParser json;
    private final String path;
    private final StringBuilder text = new StringBuilder();

    ArrayOfJson(JsonParser json, String path) {
        this.json = json;
        this.path = path;
    }

    /** From the array's beginning, at which the parser is, to its end. */
    String read() {
        array();
        return text.toString();
    }

    private void array() {
        char before = '{';
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            text.append(before);
            before = ',';
            element(token);
        }
        text.append(before == '{' ? "{}" : "}");
    }

    private void element(JsonToken token) {
        switch (token) {
            case START_ARRAY -> array();
            case START_OBJECT ->
                throw new RowError(
                        "an object stands in the array '" + path + "': declare the key as json", "22P02", path);
            case VALUE_NULL -> text.append("NULL");
            case VALUE_STRING ->
                text.append('"')
                        .append(json.getString().replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"');
            default -> text.append(json.getString());
        }
    }
}
