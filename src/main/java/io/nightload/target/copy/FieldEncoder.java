package io.nightload.target.copy;

import io.nightload.part.TupleColumn;
import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import io.nightload.row.ColumnType.Kind;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.row.Schema;
import io.nightload.row.TextFormat;
import io.nightload.target.table.TableInfo;
import io.nightload.target.table.TargetColumn;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Encodes one column of a row for one column of a table. */
final class FieldEncoder {

    private static final String NULL_REFUSED = "23502";

    private final Column source;
    private final TargetColumn target;
    private final String relation;
    private final boolean isKey;
    private final ZoneId zone;
    /** How the source's text is read where it is not typed: in the job's zone, whatever the source knows of it. */
    private final TextFormat format;

    private final Wire wire;
    /** Bytes of text for a column of text: only the length is left to judge. */
    private final boolean textThrough;

    private final int mostCharacters;

    FieldEncoder(CopyFormat copy, int index, Schema input, TableInfo table, List<String> key, ZoneId zone) {
        this.source = input.column(index);
        this.target = table.column(source.name()).orElseThrow();
        this.relation = table.name().table();
        this.isKey = key.contains(target.name());
        this.zone = zone;
        this.format = new TextFormat(source.format().dates(), source.format().decimal(), zone);
        this.textThrough = isTextThrough(source.type(), target.type());
        this.mostCharacters = Math.min(most(source.type()), most(target.type()));
        this.wire = copy.wire(source.type(), source.format(), target.type());
    }

    private static int most(ColumnType type) {
        return type.length() < 0 ? Integer.MAX_VALUE : type.length();
    }

    private static boolean isTextThrough(ColumnType source, ColumnType target) {
        return switch (source.kind()) {
            case TEXT, VARCHAR -> Assignment.isCharacters(target);
            case CHAR -> target.kind() == Kind.CHAR; // elsewhere the blanks at its end go
            default -> false;
        };
    }

    /** Whether the column takes the bytes of the rows' values; that of NULLs is for the server to judge. */
    boolean takesTuples() {
        return target.inTuples().takes(new TupleColumn(source.name(), source.type(), true));
    }

    String name() {
        return target.name();
    }

    void encodeNull(CopyBuffer out) {
        wire.addNull(out);
    }

    /** @throws RowError if the value cannot go into the column; the buffer then holds a part of it */
    void encode(Row row, CopyBuffer out) {
        if (row.isNull(source)) {
            requireNullable();
            wire.addNull(out);
            return;
        }
        try {
            if (source.isComputed()) {
                encodeValue(row.value(source), out);
            } else if (textThrough) {
                encodeText(row, out);
            } else {
                encodeBytes(row, out);
            }
        } catch (RowError e) {
            throw new RowError(e.reason(), e.sqlState(), source.name());
        }
    }

    private void encodeText(Row row, CopyBuffer out) {
        if (!addFitting(row.bytes(), row.start(source), row.length(source), out)) {
            encodeValue(row.value(source), out);
        }
    }

    /** Adds text, or nothing where it is too long for a column. */
    private boolean addFitting(byte[] bytes, int start, int length, CopyBuffer out) {
        int from = out.length();
        int characters = wire.addText(bytes, start, length, out);
        if (characters > mostCharacters) {
            out.truncate(from);
            return false;
        }
        return true;
    }

    private void encodeBytes(Row row, CopyBuffer out) {
        byte[] bytes = row.bytes();
        int start = row.start(source);
        int length = row.length(source);
        if (wire.addPlain(bytes, start, start + length, out)) {
            return;
        }
        if (source.type().kind() == Kind.TEXT || isTimePassedOn()) {
            addCanonical(target.type().canonical(bytes, start, length, format), out);
        } else {
            encodeValue(row.value(source), out);
        }
    }

    /** 24:00:00 is a time to the server, and no value in Java. */
    private boolean isTimePassedOn() {
        return source.type().kind() == Kind.TIME && target.type().kind() == Kind.TIME;
    }

    private void encodeValue(@Nullable Object value, CopyBuffer out) {
        if (value == null) {
            wire.addNull(out);
        } else if (!isFittingText(value, out)) {
            addCanonical(Assignment.text(value, source.type(), target.type(), zone), out);
        }
    }

    private boolean isFittingText(Object value, CopyBuffer out) {
        if (!textThrough || !(value instanceof String text)) {
            return false;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return addFitting(bytes, 0, bytes.length, out);
    }

    private void addCanonical(String text, CopyBuffer out) {
        wire.addCanonical(text.getBytes(StandardCharsets.UTF_8), out);
    }

    private void requireNullable() {
        if (target.notNull()) {
            throw new RowError(
                    "null value in column \"" + target.name() + "\" of relation \"" + relation
                            + "\" violates not-null constraint",
                    NULL_REFUSED,
                    source.name());
        }
        if (isKey) {
            throw new RowError(
                    "null value in column \"" + target.name() + "\": a key must not be NULL",
                    NULL_REFUSED,
                    source.name());
        }
    }
}
