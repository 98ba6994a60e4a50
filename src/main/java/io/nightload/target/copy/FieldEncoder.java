package io.nightload.target.copy;

import io.nightload.row.Column;
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

    private final int index;
    private final Column source;
    private final TargetColumn target;
    private final String relation;
    private final boolean isKey;
    private final ZoneId zone;
    /** How the source's text is read where it is not typed: in the job's zone, whatever the source knows of it. */
    private final TextFormat format;

    private final PlainForm plain;
    /** Bytes of text for a column of text: only the length is left to judge. */
    private final boolean textThrough;

    FieldEncoder(int index, Schema input, TableInfo table, List<String> key, ZoneId zone) {
        this.index = index;
        this.source = input.column(index);
        this.target = table.column(source.name()).orElseThrow();
        this.relation = table.name().table();
        this.isKey = key.contains(target.name());
        this.zone = zone;
        this.format = new TextFormat(source.format().dates(), source.format().decimal(), zone);
        this.textThrough = source.type().kind() == Kind.TEXT && Assignment.isCharacters(target.type());
        this.plain = PlainForms.of(source.type(), source.format(), target.type());
    }

    String name() {
        return target.name();
    }

    /** @throws RowError if the value cannot go into the column; the buffer then holds a part of it */
    void encode(Row row, CopyBuffer out) {
        if (row.isNull(index)) {
            requireNullable();
            out.addNull();
            return;
        }
        try {
            if (source.isComputed()) {
                encodeValue(row.value(index), out);
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
        int from = out.length();
        int characters = out.addText(row.bytes(), row.start(index), row.length(index));
        int limit = target.type().length();
        if (limit >= 0 && characters > limit) {
            out.truncate(from);
            encodeValue(row.value(index), out);
        }
    }

    private void encodeBytes(Row row, CopyBuffer out) {
        byte[] bytes = row.bytes();
        int start = row.start(index);
        int length = row.length(index);
        if (plain.matches(bytes, start, start + length)) {
            out.addPlain(bytes, start, length);
        } else if (source.type().kind() == Kind.TEXT || isTimePassedOn()) {
            addText(target.type().canonical(bytes, start, length, format), out);
        } else {
            encodeValue(row.value(index), out);
        }
    }

    /** 24:00:00 is a time to the server, and no value in Java. */
    private boolean isTimePassedOn() {
        return source.type().kind() == Kind.TIME && target.type().kind() == Kind.TIME;
    }

    private void encodeValue(@Nullable Object value, CopyBuffer out) {
        if (value == null) {
            out.addNull();
        } else {
            addText(Assignment.text(value, source.type(), target.type(), zone), out);
        }
    }

    private static void addText(String text, CopyBuffer out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.addText(bytes, 0, bytes.length);
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
