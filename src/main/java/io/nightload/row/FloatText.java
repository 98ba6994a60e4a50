package io.nightload.row;

import io.nightload.row.ColumnType.Kind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and writes real and double precision. */
final class FloatText {

    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern HEXADECIMAL =
            Pattern.compile("[+-]?0[xX](\\p{XDigit}+\\.?\\p{XDigit}*|\\.\\p{XDigit}+)([pP][+-]?\\d+)?");
    private static final Pattern NOT_ZERO = Pattern.compile("[+-]?(0[xX])?[0.]*[1-9a-fA-F&&[^eE]].*");

    private static final int DOUBLE_DIGITS = 15;
    private static final int REAL_DIGITS = 6;

    private FloatText() {}

    /** A Float or a Double, whichever the type is. */
    static Number read(ColumnType type, byte[] bytes, int start, int length, char mark) {
        String text = Utf8.decode(bytes, start, length);
        String stripped = Blanks.strip(text);
        if (mark != '.') {
            if (stripped.indexOf('.') >= 0) {
                throw BadText.syntax(type, text);
            }
            stripped = stripped.replace(mark, '.');
        }
        boolean single = type.kind() == Kind.REAL;
        Double special = special(stripped);
        if (special != null) {
            return single ? (Number) special.floatValue() : special;
        }
        String number = javaForm(type, text, stripped);
        double value = single ? Float.parseFloat(number) : Double.parseDouble(number);
        if (Double.isInfinite(value)
                || (value == 0 && NOT_ZERO.matcher(stripped).matches())) {
            throw new RowError(BadText.quoted(stripped) + " is out of range for type " + type.name(), "22003", null);
        }
        return single ? (Number) (float) value : value;
    }

    @Nullable
    private static Double special(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan", "+nan", "-nan" -> Double.NaN;
            case "infinity", "+infinity", "inf", "+inf" -> Double.POSITIVE_INFINITY;
            case "-infinity", "-inf" -> Double.NEGATIVE_INFINITY;
            default -> null;
        };
    }

    /** Java wants an exponent on hexadecimal digits, and would take letters behind a number that C does not. */
    private static String javaForm(ColumnType type, String text, String stripped) {
        if (DECIMAL.matcher(stripped).matches()) {
            return stripped;
        }
        if (HEXADECIMAL.matcher(stripped).matches()) {
            return stripped.indexOf('p') < 0 && stripped.indexOf('P') < 0 ? stripped + "p0" : stripped;
        }
        throw BadText.syntax(type, text);
    }

    static String write(double value) {
        return special(value)
                .orElseGet(() -> layOut(shortest(value, Math.nextUp(value), Math.nextDown(value)), DOUBLE_DIGITS));
    }

    static String write(float value) {
        return special(value)
                .orElseGet(() -> layOut(shortest(value, Math.nextUp(value), Math.nextDown(value)), REAL_DIGITS));
    }

    private static Optional<String> special(double value) {
        if (Double.isNaN(value)) {
            return Optional.of("NaN");
        }
        if (Double.isInfinite(value)) {
            return Optional.of(value > 0 ? "Infinity" : "-Infinity");
        }
        return value == 0 ? Optional.of(1 / value > 0 ? "0" : "-0") : Optional.empty();
    }

    /**
     * The fewest digits that are nearer to this value than to its neighbours, and not half way between: what PostgreSQL writes.
     * Java's own text is not always the shortest before JDK 19, and may be half way.
     */
    private static BigDecimal shortest(double value, double above, double below) {
        BigDecimal exact = new BigDecimal(value);
        BigDecimal up = Double.isInfinite(above)
                ? exact.subtract(new BigDecimal(below))
                : new BigDecimal(above).subtract(exact);
        BigDecimal down = Double.isInfinite(below) ? up : exact.subtract(new BigDecimal(below));
        for (int digits = 1; ; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            BigDecimal error = rounded.subtract(exact);
            BigDecimal gap = error.signum() > 0 ? up : down;
            if (error.abs().multiply(BigDecimal.valueOf(2)).compareTo(gap) < 0) {
                return rounded.stripTrailingZeros();
            }
        }
    }

    /** With an exponent below 1e-4 and from this many digits on. */
    private static String layOut(BigDecimal value, int plainDigits) {
        int exponent = value.precision() - value.scale() - 1;
        if (exponent >= -4 && exponent < plainDigits) {
            return value.toPlainString();
        }
        String digits = value.unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return (value.signum() < 0 ? "-" : "") + mantissa + String.format(Locale.ROOT, "e%+03d", exponent);
    }
}
