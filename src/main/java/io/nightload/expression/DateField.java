package io.nightload.expression;

import io.nightload.row.RowError;
import io.nightload.spec.NearestWord;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A part of a date or time, as {@code extract}, {@code date_part} and {@code date_trunc} name it. */
enum DateField implements Prepared {
    MICROSECOND,
    MILLISECOND,
    SECOND,
    MINUTE,
    HOUR,
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR,
    DECADE,
    CENTURY,
    MILLENNIUM,
    DOW,
    ISODOW,
    DOY,
    ISOYEAR,
    EPOCH;

    private static final List<String> NAMES = Arrays.stream(values())
            .map(field -> field.name().toLowerCase(Locale.ROOT))
            .toList();

    /** In any case, one or many: {@code day}, {@code DAYS}. */
    static DateField of(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        int index = NAMES.indexOf(lower.endsWith("s") ? lower.substring(0, lower.length() - 1) : lower);
        if (index < 0) {
            throw new RowError("unknown part of a date '" + name + "'" + NearestWord.hint(lower, NAMES), "22023", null);
        }
        return values()[index];
    }

    /** The error of a field that this function or type does not have. */
    RowError unsupported(String by) {
        return new RowError("unit '" + name().toLowerCase(Locale.ROOT) + "' is not known to " + by, "0A000", null);
    }
}
