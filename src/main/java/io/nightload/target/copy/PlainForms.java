package io.nightload.target.copy;

import io.nightload.row.ColumnType;
import io.nightload.row.ColumnType.Kind;
import io.nightload.row.TextFormat;

/** The plain forms of the types that have one. */
final class PlainForms {

    private static final int UUID_LENGTH = 36;
    /** More than a double holds exactly; PostgreSQL's own reading decides the rest. */
    private static final int FLOAT_DIGITS = 15;

    private PlainForms() {}

    /** The form in which bytes of {@code source} are a value of {@code target} as they are. */
    static PlainForm of(ColumnType source, TextFormat format, ColumnType target) {
        boolean text = source.kind() == Kind.TEXT;
        return switch (target.kind()) {
            case SMALLINT, INTEGER, BIGINT -> integers(source, target);
            case NUMERIC ->
                format.decimal() == '.' && (text || source.equals(target)) ? numeric(target) : PlainForm.NONE;
            case REAL, DOUBLE ->
                format.decimal() == '.' && (text || source.equals(target))
                        ? (b, start, end) -> isDecimal(b, start, end, FLOAT_DIGITS, FLOAT_DIGITS)
                        : PlainForm.NONE;
            case BOOLEAN -> text || source.equals(target) ? PlainForms::isBoolean : PlainForm.NONE;
            case UUID -> text || source.equals(target) ? PlainForms::isUuid : PlainForm.NONE;
            case DATE, TIME, TIMESTAMP, TIMESTAMPTZ ->
                format.dates() == null && (text || source.equals(target)) ? PlainTimes.of(target) : PlainForm.NONE;
            default -> PlainForm.NONE;
        };
    }

    private static PlainForm integers(ColumnType source, ColumnType target) {
        if (source.kind() != Kind.TEXT && !Assignment.INTEGERS.contains(source.kind())) {
            return PlainForm.NONE;
        }
        int digits = Math.min(safeDigits(source.kind()), safeDigits(target.kind()));
        return (bytes, start, end) -> isDecimal(bytes, start, end, digits, 0);
    }

    private static int safeDigits(Kind kind) {
        return switch (kind) {
            case SMALLINT -> 4;
            case INTEGER -> 9;
            default -> 18;
        };
    }

    private static PlainForm numeric(ColumnType target) {
        int whole = target.precision() < 0 ? 1000 : target.precision() - target.scale();
        int fraction = target.precision() < 0 ? 1000 : target.scale();
        return whole < 1 || fraction < 0
                ? PlainForm.NONE
                : (bytes, start, end) -> isDecimal(bytes, start, end, whole, fraction);
    }

    /** Whether this is a minus or none, up to {@code whole} digits, and maybe a point and up to {@code fraction} digits. */
    private static boolean isDecimal(byte[] bytes, int start, int end, int whole, int fraction) {
        int i = start < end && bytes[start] == '-' ? start + 1 : start;
        int point = skipDigits(bytes, i, end);
        if (point == i || point - i > whole) {
            return false;
        }
        if (point == end) {
            return true;
        }
        return bytes[point] == '.'
                && end - point - 1 <= fraction
                && end > point + 1
                && skipDigits(bytes, point + 1, end) == end;
    }

    static int skipDigits(byte[] bytes, int start, int end) {
        int i = start;
        while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        return i;
    }

    private static boolean isBoolean(byte[] bytes, int start, int end) {
        byte b = start < end ? bytes[start] : 0;
        return switch (end - start) {
            case 1 -> b == 't' || b == 'f' || b == '1' || b == '0';
            case 4 -> b == 't' && bytes[start + 1] == 'r' && bytes[start + 2] == 'u' && bytes[start + 3] == 'e';
            case 5 ->
                b == 'f'
                        && bytes[start + 1] == 'a'
                        && bytes[start + 2] == 'l'
                        && bytes[start + 3] == 's'
                        && bytes[start + 4] == 'e';
            default -> false;
        };
    }

    private static boolean isUuid(byte[] bytes, int start, int end) {
        if (end - start != UUID_LENGTH) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            byte b = bytes[start + i];
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            boolean digit = (b >= '0' && b <= '9') || (b >= 'a' && b <= 'f') || (b >= 'A' && b <= 'F');
            if (hyphen ? b != '-' : !digit) {
                return false;
            }
        }
        return true;
    }
}
