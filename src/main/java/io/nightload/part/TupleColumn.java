package io.nightload.part;

import io.nightload.row.ColumnType;
import io.nightload.row.ColumnType.Kind;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A column of rows that travel as tuples of COPY's binary format.
 *
 * @param notNull whether it holds no NULL, or takes none
 */
public record TupleColumn(String name, ColumnType type, boolean notNull) {

    /** Their bytes mean something to one server only, or are known to nobody here. */
    private static final Set<Kind> BOUND = EnumSet.of(Kind.ENUM, Kind.OTHER, Kind.ROW, Kind.ROWS);

    /** Whether the type's bytes are the same on each server. */
    public static boolean isPortable(ColumnType type) {
        @Nullable ColumnType element = type.element();
        return element == null ? !BOUND.contains(type.kind()) : isPortable(element);
    }

    /** Whether this column takes the bytes of each value of the other one, and they are the value that an assignment would give. */
    public boolean takes(TupleColumn arriving) {
        return name.equals(arriving.name()) && (arriving.notNull() || !notNull) && holds(type, arriving.type());
    }

    private static boolean holds(ColumnType type, ColumnType other) {
        @Nullable ColumnType element = type.element();
        @Nullable ColumnType otherElement = other.element();
        if (element != null || otherElement != null) {
            return element != null && otherElement != null && holds(element, otherElement);
        }
        boolean same = type.kind() == other.kind() || (type.kind() == Kind.TEXT && other.kind() == Kind.VARCHAR);
        return same && isPortable(type) && isNoNarrower(type, other);
    }

    private static boolean isNoNarrower(ColumnType type, ColumnType other) {
        boolean length = type.length() < 0 || (other.length() >= 0 && other.length() <= type.length());
        boolean digits = type.precision() < 0
                || (other.precision() >= 0 && other.precision() <= type.precision() && other.scale() == type.scale());
        return length && digits;
    }
}
