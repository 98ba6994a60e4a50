package io.nightload.row;

import io.nightload.row.ColumnType.Kind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and writes real and double precision. */
final class FloatText {

    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern HEXADECIMAL =
            Pattern.compile("[+-]?0[xX](\\p{XDigit}+\\.?\\p{XDigit}*|\\.\\p{XDigit}+)([pP][+-]?\\d+)?");
    private static final Pattern NOT_ZERO = Pattern.compile("[+-]?(0[xX])?[0.]*[1-9a-fA-F&&[^eE]].*");

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
        return write(value, Double.toString(value), 15, text -> Double.parseDouble(text) == value);
    }

    static String write(float value) {
        return write(value, Float.toString(value), 6, text -> Float.parseFloat(text) == value);
    }

    /**
     * The shortest digits that read back as the same value, laid out as PostgreSQL does: with an exponent below 1e-4 and from
     * {@code plainDigits} digits on. Before JDK 19 Java's own text is not always the shortest.
     */
    private static String write(double value, String javas, int plainDigits, Predicate<String> same) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        if (value == 0) {
            return 1 / value > 0 ? "0" : "-0";
        }
        BigDecimal shortest = new BigDecimal(javas).stripTrailingZeros();
        BigDecimal exact = new BigDecimal(value);
        for (int digits = shortest.precision() - 1; digits > 0; digits--) {
            BigDecimal shorter = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (!same.test(shorter.toString())) {
                break;
            }
            shortest = shorter.stripTrailingZeros();
        }
        return layOut(shortest, plainDigits);
    }

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
