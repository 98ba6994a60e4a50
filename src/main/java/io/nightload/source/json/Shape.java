package io.nightload.source.json;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** What the values of one key are, as far as they have been seen. */
final class Shape {

    /** Objects nested deeper than this are kept as JSON text. */
    static final int DEEPEST = 30;

    private static final int BIGINT_DIGITS = 18;

    /** The kinds of values. */
    enum Kind {
        NOTHING("null"),
        BOOLEAN("true or false"),
        WHOLE("a number"),
        NUMBER("a number"),
        TEXT("text"),
        OBJECT("an object"),
        OBJECTS("an array of objects"),
        JSON("an array");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** For people. */
        String words() {
            return words;
        }
    }

    private final Map<String, Shape> keys = new LinkedHashMap<>();
    private final int depth;
    private Kind scalar = Kind.NOTHING;
    private int scalars;
    private int objects;
    private int arrays;
    private int others;
    private boolean emptyObject;
    private boolean emptyArray;
    private boolean declared;
    private Kind first = Kind.NOTHING;
    private @Nullable Difference difference;

    /**
     * The first value of another kind than those before it.
     *
     * @param place {@code a.json:17}
     */
    record Difference(Kind before, Kind now, String place) {}

    Shape() {
        this(0);
    }

    private Shape(int depth) {
        this.depth = depth;
    }

    /**
     * What most values are, nested or plain, so that one bad row does not decide; plain ones that differ are text, which all
     * can be. Of {@code []} and <code>{}</code> alone nothing is known.
     */
    Kind kind() {
        int most = Math.max(Math.max(objects, arrays), Math.max(others, scalars));
        if (declared || (most == 0 && !keys.isEmpty())) {
            boolean array = objects + arrays > 0 ? arrays > objects : emptyArray && !emptyObject;
            return array ? Kind.OBJECTS : Kind.OBJECT;
        }
        if (most == 0) {
            return emptyObject || emptyArray ? Kind.JSON : Kind.NOTHING;
        }
        if (objects == most) {
            return Kind.OBJECT;
        }
        return arrays == most ? Kind.OBJECTS : others == most ? Kind.JSON : scalar;
    }

    Optional<Difference> difference() {
        return Optional.ofNullable(difference);
    }

    /** Of an object, or of those in an array. */
    Map<String, Shape> keys() {
        return keys;
    }

    /** The shape of this key, which may not have been seen. */
    Shape key(String name) {
        return keys.computeIfAbsent(name, ignored -> new Shape(depth + 1));
    }

    /** The shape of this key, of which the job names a key: so it is an object, or an array of them, whatever was seen. */
    Shape holder(String name) {
        Shape holder = key(name);
        holder.declared = true;
        return holder;
    }

    /**
     * Sees the value at which the parser is.
     *
     * @param place of its record
     */
    void see(JsonParser json, String place) {
        switch (json.currentToken()) {
            case START_OBJECT -> object(json, place);
            case START_ARRAY -> array(json, place);
            case VALUE_TRUE, VALUE_FALSE -> plain(Kind.BOOLEAN, place);
            case VALUE_NUMBER_INT ->
                plain(json.getString().length() <= BIGINT_DIGITS ? Kind.WHOLE : Kind.NUMBER, place);
            case VALUE_NUMBER_FLOAT -> plain(Kind.NUMBER, place);
            case VALUE_STRING -> plain(Kind.TEXT, place);
            default -> {}
        }
    }

    private void object(JsonParser json, String place) {
        if (depth > DEEPEST) {
            json.skipChildren();
            others++;
            compare(Kind.JSON, place);
        } else if (members(json, place)) {
            objects++;
            compare(Kind.OBJECT, place);
        } else {
            emptyObject = true;
        }
    }

    /** Whether there are any. */
    private boolean members(JsonParser json, String place) {
        boolean any = false;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            any = true;
            Shape member = key(json.currentName());
            json.nextToken();
            member.see(json, place);
        }
        return any;
    }

    private void array(JsonParser json, String place) {
        JsonToken head = json.nextToken();
        if (head == JsonToken.END_ARRAY) {
            emptyArray = true;
            return;
        }
        boolean nested = head == JsonToken.START_OBJECT && depth <= DEEPEST;
        for (JsonToken token = head; token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (nested && token == JsonToken.START_OBJECT) {
                members(json, place);
            } else {
                json.skipChildren();
            }
        }
        arrays += nested ? 1 : 0;
        others += nested ? 0 : 1;
        compare(nested ? Kind.OBJECTS : Kind.JSON, place);
    }

    private void plain(Kind seen, String place) {
        scalars++;
        compare(seen, place);
        if (scalar == Kind.NOTHING) {
            scalar = seen;
        } else if (scalar != seen) {
            scalar = number(scalar) && number(seen) ? Kind.NUMBER : Kind.TEXT;
        }
    }

    private void compare(Kind seen, String place) {
        if (first == Kind.NOTHING) {
            first = seen;
        } else if (difference == null && seen != first && !(number(seen) && number(first))) {
            difference = new Difference(first, seen, place);
        }
    }

    private static boolean number(Kind kind) {
        return kind == Kind.WHOLE || kind == Kind.NUMBER;
    }
}
