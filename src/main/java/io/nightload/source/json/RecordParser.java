package io.nightload.source.json;

import static java.util.Objects.requireNonNull;

import io.nightload.row.RowError;
import io.nightload.spec.NearestWord;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads records into a batch; one that cannot be read becomes a rejected row. */
final class RecordParser {

    private static final String MALFORMED = "22P02";
    /** What PostgreSQL's numeric can hold, and a record: a longer number, a deeper nesting is no honest value. */
    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNumberLength(150_000)
            .maxStringLength(RecordFinder.LARGEST)
            .maxNestingDepth(1_000)
            .build();

    private static final JsonFactory FACTORY =
            JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build();

    private final Map<String, Field> root;
    private final boolean ignoreUnknown;

    RecordParser(Map<String, Field> root, boolean ignoreUnknown) {
        this.root = root;
        this.ignoreUnknown = ignoreUnknown;
    }

    /** Of one record. */
    static JsonParser open(byte[] bytes, int from, int length) {
        return FACTORY.createParser(ObjectReadContext.empty(), bytes, from, length);
    }

    void parse(Found found, Batch batch) {
        int start = batch.size();
        batch.begin(found);
        try (JsonParser json = open(found.bytes(), found.from(), found.length())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw error("a row is an object, this is " + kind(json.currentToken()));
            }
            new Filling(json, batch, start).object(root, 0, batch.level(0).count() - 1);
            if (json.nextToken() != null) {
                throw error("something stands behind the object: each has a line of its own");
            }
        } catch (RowError e) {
            batch.reject(e);
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            long offset = found.start().offset() + (at == null ? 0 : Math.max(0, at.getByteOffset()));
            batch.reject(error("malformed JSON at byte " + offset + ": " + ParserWords.of(e.getOriginalMessage())));
        }
    }

    private static RowError error(String reason) {
        return new RowError(reason, MALFORMED, null);
    }

    static String kind(@Nullable JsonToken token) {
        return token == null
                ? "nothing"
                : switch (token) {
                    case START_OBJECT -> "an object";
                    case START_ARRAY -> "an array";
                    case VALUE_STRING -> "text";
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
                    case VALUE_NULL -> "null";
                    default -> token.isBoolean() ? "true or false" : "no value";
                };
    }

    /** One record on its way into the batch. */
    private final class Filling {
        private final JsonParser json;
        private final Batch batch;
        private final int start;

        /** @param start of the record in the batch's bytes */
        Filling(JsonParser json, Batch batch, int start) {
            this.json = json;
            this.batch = batch;
            this.start = start;
        }

        void object(Map<String, Field> fields, int level, int row) {
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String key = json.currentName();
                JsonToken token = json.nextToken();
                Field field = fields.get(key);
                if (field != null) {
                    value(field, token, batch.level(level), row);
                } else if (ignoreUnknown) {
                    json.skipChildren();
                } else {
                    throw error("unknown key '" + key + "'" + NearestWord.hint(key, fields.keySet())
                            + ": declare it under columns:, or set unknown: ignore");
                }
            }
        }

        private void value(Field field, JsonToken token, LevelRows rows, int row) {
            int slot = field.column().slot();
            if (rows.isSet(row, slot)) {
                throw error("the key '" + field.path() + "' stands twice");
            }
            switch (token) {
                case VALUE_NULL -> rows.setNull(row, slot);
                case START_OBJECT, START_ARRAY -> nested(field, token, rows, row);
                default -> scalar(field, rows, row);
            }
        }

        private void nested(Field field, JsonToken token, LevelRows rows, int row) {
            int slot = field.column().slot();
            boolean object = token == JsonToken.START_OBJECT;
            switch (field.kind()) {
                case ROW -> {
                    require(object, field, token, "an object");
                    rows.set(row, slot, 0, 0);
                    object(field.fields(), field.level(), row);
                }
                case ROWS -> {
                    require(!object, field, token, "an array of objects");
                    array(field, rows, row);
                }
                case ARRAY -> {
                    require(!object, field, token, "an array");
                    text(new ArrayOfJson(json, field.path()).read(), field, rows, row);
                }
                case TEXT, VARCHAR, CHAR, JSON, JSONB, OTHER -> raw(field, rows, row);
                default -> require(false, field, token, field.column().type().name());
            }
        }

        private void array(Field field, LevelRows rows, int row) {
            LevelRows nested = batch.level(field.level());
            int first = nested.count();
            for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
                require(token == JsonToken.START_OBJECT, field, token, "objects alone");
                object(field.fields(), field.level(), nested.add(batch.count() - 1));
            }
            rows.set(row, field.column().slot(), first, nested.count() - first);
        }

        private void require(boolean fits, Field field, JsonToken token, String wanted) {
            if (!fits) {
                throw error("'" + field.path() + "' holds " + kind(token) + ", and takes " + wanted);
            }
        }

        private void scalar(Field field, LevelRows rows, int row) {
            switch (field.kind()) {
                case ROW -> require(false, field, requireNonNull(json.currentToken()), "an object");
                case ROWS -> require(false, field, requireNonNull(json.currentToken()), "an array of objects");
                case JSON, JSONB -> raw(field, rows, row);
                default -> text(json.getString(), field, rows, row);
            }
        }

        /** The JSON text as it stands in the record. */
        private void raw(Field field, LevelRows rows, int row) {
            int from = (int) json.currentTokenLocation().getByteOffset();
            json.skipChildren();
            json.finishToken();
            int to = (int) json.currentLocation().getByteOffset();
            rows.set(row, field.column().slot(), start + from, to - from);
        }

        private void text(String text, Field field, LevelRows rows, int row) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (c == 0 || (Character.isSurrogate(c) && !pair)) {
                    throw new RowError(
                            "'" + field.path() + "' holds \\u" + String.format("%04x", (int) c)
                                    + ", which no text of PostgreSQL can hold",
                            "22P05",
                            field.path());
                }
                i += pair ? 1 : 0;
            }
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            rows.set(row, field.column().slot(), batch.append(utf8, 0, utf8.length), utf8.length);
        }
    }
}
