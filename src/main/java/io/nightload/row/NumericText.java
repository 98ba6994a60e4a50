package io.nightload.row;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads numeric: exact, rounded half away from zero to the type's scale. */
final class NumericText {

    private static final int SAFE_DIGITS = 18;
    /** PostgreSQL's limits of numeric: digits before the point, and behind it. */
    private static final int MAX_WHOLE = 131_072;

    private static final int MAX_FRACTION = 16_383;
    private static final Pattern DECIMAL =
            Pattern.compile("(?<whole>[0-9_]*)(?:\\.(?<fraction>[0-9_]*))?(?:[eE](?<exponent>[+-]?[0-9_]+))?");

    private NumericText() {}

    static Number read(ColumnType type, byte[] bytes, int start, int length, char mark) {
        int end = start + length;
        int i = length > 1 && bytes[start] == '-' ? start + 1 : start;
        boolean negative = i > start;
        if (i == end || end - i > SAFE_DIGITS) {
            return readAny(type, bytes, start, length, mark);
        }
        long unscaled = 0;
        int point = -1;
        for (; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                unscaled = unscaled * 10 + digit;
            } else if (bytes[i] == mark && point < 0 && i + 1 < end) {
                point = i;
            } else {
                return readAny(type, bytes, start, length, mark);
            }
        }
        BigDecimal value = BigDecimal.valueOf(negative ? -unscaled : unscaled, point < 0 ? 0 : end - point - 1);
        return fit(type, value);
    }

    private static Number readAny(ColumnType type, byte[] bytes, int start, int length, char mark) {
        String text = Utf8.decode(bytes, start, length);
        String stripped = Blanks.strip(text);
        boolean signed = stripped.startsWith("-") || stripped.startsWith("+");
        boolean negative = stripped.startsWith("-");
        String unsigned = signed ? stripped.substring(1) : stripped;
        Double special = special(unsigned, signed);
        if (special != null) {
            return fit(type, negative ? -special : special);
        }
        if (mark != '.' && unsigned.indexOf('.') >= 0) {
            throw BadText.syntax(plain(type), text);
        }
        BigDecimal magnitude = magnitude(type, unsigned.replace(mark, '.'));
        if (magnitude == null) {
            throw BadText.syntax(plain(type), text);
        }
        return fit(type, negative ? magnitude.negate() : magnitude);
    }

    private static @Nullable Double special(String unsigned, boolean signed) {
        return switch (unsigned.toLowerCase(Locale.ROOT)) {
            case "nan" -> signed ? null : Double.valueOf(Double.NaN);
            case "inf", "infinity" -> Double.POSITIVE_INFINITY;
            default -> null;
        };
    }

    private static @Nullable BigDecimal magnitude(ColumnType type, String text) {
        BigInteger whole = Digits.read(text);
        if (whole != null) {
            return new BigDecimal(whole);
        }
        Matcher m = DECIMAL.matcher(text);
        if (!m.matches()) {
            return null;
        }
        String before = digits(m.group("whole"));
        String behind = digits(m.group("fraction"));
        String exponent = m.group("exponent") == null ? "0" : exponent(m.group("exponent"));
        if (before == null || behind == null || exponent == null || (before.isEmpty() && behind.isEmpty())) {
            return null;
        }
        return scaled(type, new BigInteger(before + behind), new BigInteger(exponent), behind.length());
    }

    private static @Nullable String digits(@Nullable String group) {
        return group == null || group.isEmpty() ? "" : Digits.ungroup(group, 10, false);
    }

    private static @Nullable String exponent(String group) {
        boolean signed = group.startsWith("-") || group.startsWith("+");
        String digits = Digits.ungroup(signed ? group.substring(1) : group, 10, false);
        return digits == null ? null : group.startsWith("-") ? "-" + digits : digits;
    }

    /** Judged before it is built: 1e999999999 must not become a billion digits. */
    private static BigDecimal scaled(ColumnType type, BigInteger digits, BigInteger exponent, int fraction) {
        if (exponent.bitLength() >= 31) {
            throw overflow();
        }
        long scale = fraction - exponent.longValue();
        if (digits.signum() != 0 && digits.toString().length() - scale > MAX_WHOLE) {
            throw overflow();
        }
        if (scale > MAX_FRACTION && type.precision() < 0) {
            throw overflow();
        }
        if (digits.signum() == 0) {
            return BigDecimal.ZERO.setScale((int) Math.min(Math.max(scale, 0), MAX_FRACTION));
        }
        if (scale - digits.toString().length() > MAX_FRACTION) {
            return BigDecimal.ZERO;
        }
        return new BigDecimal(digits, (int) scale);
    }

    /** Rounds to the type's scale, and refuses what then has too many digits. */
    static Number fit(ColumnType type, BigDecimal value) {
        if (type.precision() < 0) {
            BigDecimal plain = value.scale() < 0 ? value.setScale(0) : value;
            if (plain.scale() > MAX_FRACTION || plain.precision() - plain.scale() > MAX_WHOLE) {
                throw overflow();
            }
            return plain;
        }
        BigDecimal rounded = value.scale() == type.scale() ? value : value.setScale(type.scale(), RoundingMode.HALF_UP);
        if (rounded.signum() != 0 && rounded.precision() - rounded.scale() > type.precision() - type.scale()) {
            throw new RowError(
                    "numeric field overflow: a field with precision " + type.precision() + ", scale " + type.scale()
                            + " must round to an absolute value less than "
                            + (type.precision() == type.scale() ? "1" : "10^" + (type.precision() - type.scale())),
                    "22003",
                    null);
        }
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }

    private static Double fit(ColumnType type, double special) {
        if (type.precision() >= 0 && Double.isInfinite(special)) {
            throw new RowError(
                    "numeric field overflow: a field with precision " + type.precision() + ", scale " + type.scale()
                            + " cannot hold an infinite value",
                    "22003",
                    null);
        }
        return special;
    }

    private static RowError overflow() {
        return new RowError("value overflows numeric format", "22003", null);
    }

    private static ColumnType plain(ColumnType type) {
        return type.precision() < 0 ? type : ColumnType.parse("numeric");
    }
}
