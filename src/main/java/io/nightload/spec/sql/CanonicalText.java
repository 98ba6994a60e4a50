package io.nightload.spec.sql;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** Under which settings PostgreSQL writes each value so that it reads it again as the same one. */
public final class CanonicalText {

    private static final Map<String, String> SETTINGS = Map.of(
            "DateStyle", "ISO, YMD",
            "IntervalStyle", "postgres",
            "bytea_output", "hex",
            "extra_float_digits", "1");

    private CanonicalText() {}

    /**
     * Settings and their values.
     *
     * @param zone in which timestamps are written, and which dates and times in SQL mean
     */
    public static Map<String, String> settings(ZoneId zone) {
        Map<String, String> settings = new LinkedHashMap<>(SETTINGS);
        settings.put("TimeZone", name(zone));
        return settings;
    }

    /** An offset as PostgreSQL takes it: with its own sign, which POSIX turns round. */
    private static String name(ZoneId zone) {
        if (!(zone.normalized() instanceof ZoneOffset offset)) {
            return zone.getId();
        }
        String id = offset.getId();
        return offset.equals(ZoneOffset.UTC)
                ? "UTC"
                : "<" + id + ">" + (id.startsWith("-") ? "+" : "-") + id.substring(1);
    }
}
