package io.nightload.source.json;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** What the values of one key are, as far as they have been seen. */
final class Shape {

    /** Objects nested deeper than this are kept as JSON text. */
    static final int DEEPEST = 30;

    private static final int BIGINT_DIGITS = 18;

    /** The kinds of values. */
    enum Kind {
        NOTHING,
        BOOLEAN,
        WHOLE,
        NUMBER,
        TEXT,
        OBJECT,
        OBJECTS,
        JSON
    }

    private final Map<String, Shape> keys = new LinkedHashMap<>();
    private final int depth;
    private Kind scalar = Kind.NOTHING;
    private int scalars;
    private int objects;
    private int arrays;
    private boolean empty;

    Shape() {
        this(0);
    }

    private Shape(int depth) {
        this.depth = depth;
    }

    /** What most values are, so that one bad row does not decide; of {@code []} and <code>{}</code> alone nothing is known. */
    Kind kind() {
        if (scalars + objects + arrays == 0) {
            return empty ? Kind.JSON : Kind.NOTHING;
        }
        if (Math.max(objects, arrays) < scalars) {
            return scalar;
        }
        return objects >= arrays ? Kind.OBJECT : Kind.OBJECTS;
    }

    /** Of an object, or of those in an array. */
    Map<String, Shape> keys() {
        return keys;
    }

    /** The shape of this key, which may not have been seen. */
    Shape key(String name) {
        return keys.computeIfAbsent(name, ignored -> new Shape(depth + 1));
    }

    /** Sees the value at which the parser is. */
    void see(JsonParser json) {
        switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_TRUE, VALUE_FALSE -> become(Kind.BOOLEAN);
            case VALUE_NUMBER_INT -> become(json.getString().length() <= BIGINT_DIGITS ? Kind.WHOLE : Kind.NUMBER);
            case VALUE_NUMBER_FLOAT -> become(Kind.NUMBER);
            case VALUE_STRING -> become(Kind.TEXT);
            default -> {}
        }
    }

    private void object(JsonParser json) {
        if (depth > DEEPEST) {
            json.skipChildren();
            become(Kind.JSON);
        } else if (members(json)) {
            objects++;
        }
    }

    /** Whether there are any. */
    private boolean members(JsonParser json) {
        boolean any = false;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            any = true;
            Shape member = key(json.currentName());
            json.nextToken();
            member.see(json);
        }
        empty |= !any;
        return any;
    }

    private void array(JsonParser json) {
        JsonToken first = json.nextToken();
        if (first == JsonToken.END_ARRAY) {
            empty = true;
            return;
        }
        boolean nested = first == JsonToken.START_OBJECT && depth <= DEEPEST;
        for (JsonToken token = first; token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (nested && token == JsonToken.START_OBJECT) {
                members(json);
            } else {
                json.skipChildren();
            }
        }
        if (nested) {
            arrays++;
        } else {
            become(Kind.JSON);
        }
    }

    private void become(Kind seen) {
        scalars++;
        boolean numbers =
                (scalar == Kind.WHOLE && seen == Kind.NUMBER) || (scalar == Kind.NUMBER && seen == Kind.WHOLE);
        if (scalar == Kind.NOTHING) {
            scalar = seen;
        } else if (numbers) {
            scalar = Kind.NUMBER;
        } else if (scalar != seen) {
            scalar = scalar == Kind.JSON || seen == Kind.JSON ? Kind.JSON : Kind.TEXT;
        }
    }
}
