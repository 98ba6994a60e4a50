package io.nightload.expression;

import io.nightload.row.RowError;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL's template of a number: digits {@code 9} and {@code 0}, a point {@code .} or {@code D}, groups {@code ,} or
 * {@code G}, a sign {@code S}, {@code MI} or {@code PR}, and {@code FM} for no blanks. The point is a point and the group
 * sign a comma, whatever the server's locale is.
 */
record NumberTemplate(boolean filled, String sign, boolean signBefore, String whole, String fraction)
        implements Prepared {

    private static final Pattern SHAPE = Pattern.compile(
            "(?<fm>FM)?(?<before>S|MI)?(?<whole>[09,G]*)(?:[.D](?<fraction>[09]*))?(?<after>S|MI|PR)?",
            Pattern.CASE_INSENSITIVE);

    static NumberTemplate of(String text) {
        Matcher m = SHAPE.matcher(text);
        boolean two = m.matches() && m.group("before") != null && m.group("after") != null;
        if (!m.matches() || two || !text.matches(".*[09].*")) {
            throw new RowError(
                    "the template '" + text
                            + "' is none of a number: it has 9, 0, a point, commas, a sign S, MI or PR, and FM in front",
                    "42601",
                    null);
        }
        String before = m.group("before");
        String sign = before != null ? before : m.group("after") != null ? m.group("after") : "";
        return new NumberTemplate(
                m.group("fm") == null,
                sign.toUpperCase(java.util.Locale.ROOT),
                before != null || sign.isEmpty(),
                m.group("whole").replace('G', ',').replace('g', ','),
                m.group("fraction") == null ? "" : m.group("fraction"));
    }

    /** As {@code to_char} does; {@code #} where the number does not fit. */
    String write(BigDecimal value) {
        BigDecimal rounded = value.setScale(fraction.length(), RoundingMode.HALF_UP);
        String digits = rounded.abs().unscaledValue().toString();
        String padded = "0".repeat(Math.max(0, fraction.length() + 1 - digits.length())) + digits;
        String integer = padded.substring(0, padded.length() - fraction.length());
        int slots = whole.replace(",", "").length();
        boolean fits = integer.length() <= slots || integer.equals("0");
        boolean hidden = integer.equals("0") && !fraction.isEmpty() && (filled || rounded.signum() != 0);
        String before = fits ? integers(hidden ? "" : integer, slots) : whole.replaceAll("[09]", "#");
        String after = fits ? fractions(padded.substring(integer.length())) : "#".repeat(fraction.length());
        return signed(before + (fraction.isEmpty() ? "" : ".") + after, rounded.signum() < 0);
    }

    /** Blanks stand before the first digit, which is where the number begins or a 0 in the template. */
    private String integers(String digits, int slots) {
        String template = whole.replace(",", "");
        int zero = template.indexOf('0') < 0 ? slots : template.indexOf('0');
        int first = Math.min(zero, slots - digits.length());
        String padded = "0".repeat(slots - digits.length()) + digits;
        StringBuilder text = new StringBuilder();
        int slot = 0;
        for (int i = 0; i < whole.length(); i++) {
            boolean group = whole.charAt(i) == ',';
            boolean shown = group ? slot > first : slot >= first;
            char c = group ? ',' : padded.charAt(slot);
            text.append(shown ? String.valueOf(c) : filled ? " " : "");
            slot += group ? 0 : 1;
        }
        return text.toString();
    }

    /** With FM a 9 drops the zeros at the end. */
    private String fractions(String digits) {
        int keep = filled ? digits.length() : fraction.lastIndexOf('0') + 1;
        int end = digits.length();
        while (end > keep && digits.charAt(end - 1) == '0') {
            end--;
        }
        return digits.substring(0, end);
    }

    /** The sign stands beside the first digit, in front of it unless the template says otherwise. */
    private String signed(String body, boolean negative) {
        int blanks = body.length() - body.stripLeading().length();
        String lead = body.substring(0, blanks);
        String digits = body.substring(blanks);
        String blank = filled ? " " : "";
        return switch (sign) {
            case "S" -> signBefore ? lead + (negative ? "-" : "+") + digits : lead + digits + (negative ? "-" : "+");
            case "MI" ->
                signBefore ? (negative ? "-" : blank) + lead + digits : lead + digits + (negative ? "-" : blank);
            case "PR" -> lead + (negative ? "<" + digits + ">" : blank + digits + blank);
            default -> lead + (negative ? "-" : blank) + digits;
        };
    }

    /** As {@code to_number} does: groups and blanks are skipped. */
    BigDecimal read(String text) {
        String plain = text.replace(",", "").replace(" ", "");
        boolean negative = plain.startsWith("-") || plain.endsWith("-") || plain.startsWith("<");
        String digits = plain.replaceAll("[-+<>]", "");
        if (!digits.matches("[0-9]+\\.?[0-9]*|\\.[0-9]+")) {
            throw new RowError("'" + text + "' is no number", "22P02", null);
        }
        BigDecimal value = new BigDecimal(digits.endsWith(".") ? digits + "0" : digits)
                .setScale(fraction.length(), RoundingMode.DOWN);
        return negative ? value.negate() : value;
    }
}
