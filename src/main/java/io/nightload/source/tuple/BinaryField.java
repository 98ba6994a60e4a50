package io.nightload.source.tuple;

import io.nightload.row.ColumnType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** Writes a field of a tuple as text that PostgreSQL reads as the same value. */
@FunctionalInterface
public interface BinaryField {

    /** @param field its bytes and no more, big-endian */
    String of(ByteBuffer field);

    /** Empty for a type whose bytes are not known here. */
    static Optional<BinaryField> of(ColumnType type) {
        return switch (type.kind()) {
            case SMALLINT -> Optional.of(field -> Short.toString(field.getShort()));
            case INTEGER -> Optional.of(field -> Integer.toString(field.getInt()));
            case BIGINT -> Optional.of(field -> Long.toString(field.getLong()));
            case NUMERIC -> Optional.of(NumericField::text);
            case BOOLEAN -> Optional.of(field -> field.get() == 0 ? "f" : "t");
            case TEXT, VARCHAR, CHAR ->
                Optional.of(field -> StandardCharsets.UTF_8.decode(field).toString());
            case UUID -> Optional.of(field -> new UUID(field.getLong(), field.getLong()).toString());
            case DATE -> Optional.of(field -> ColumnType.write(TimeField.date(field.getInt())));
            case TIMESTAMP -> Optional.of(field -> ColumnType.write(TimeField.timestamp(field.getLong())));
            case TIMESTAMPTZ -> Optional.of(field -> ColumnType.write(TimeField.instant(field.getLong())));
            default -> Optional.empty();
        };
    }
}
