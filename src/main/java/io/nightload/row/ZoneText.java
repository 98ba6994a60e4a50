package io.nightload.row;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the zone behind a time: an offset, a name of the tz database, or a common abbreviation. */
final class ZoneText {

    private static final Pattern OFFSET = Pattern.compile(
            "(?<sign>[+-])(?<hours>\\d{1,2})(?<colon>:?)(?:(?<minutes>\\d{2})(?:\\k<colon>(?<seconds>\\d{2}))?)?");
    private static final int MAX_HOURS = 15;
    private static final Map<String, ZoneId> NAMES = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    /** Hours east of Greenwich of the abbreviations that PostgreSQL knows by default and people use. */
    private static final Map<String, Integer> ABBREVIATIONS = Map.ofEntries(
            Map.entry("z", 0),
            Map.entry("ut", 0),
            Map.entry("utc", 0),
            Map.entry("gmt", 0),
            Map.entry("zulu", 0),
            Map.entry("wet", 0),
            Map.entry("west", 1),
            Map.entry("bst", 1),
            Map.entry("cet", 1),
            Map.entry("met", 1),
            Map.entry("cest", 2),
            Map.entry("mest", 2),
            Map.entry("eet", 2),
            Map.entry("eest", 3),
            Map.entry("jst", 9),
            Map.entry("kst", 9),
            Map.entry("est", -5),
            Map.entry("edt", -4),
            Map.entry("cst", -6),
            Map.entry("cdt", -5),
            Map.entry("mst", -7),
            Map.entry("mdt", -6),
            Map.entry("pst", -8),
            Map.entry("pdt", -7));

    static {
        ZoneId.getAvailableZoneIds().stream()
                .filter(id -> !id.startsWith("SystemV/"))
                .forEach(id -> NAMES.put(id, ZoneId.of(id)));
    }

    private ZoneText() {}

    static ZoneId read(String zone, ColumnType type, String text) {
        char first = zone.charAt(0);
        if (first == '+' || first == '-') {
            return offset(zone, type, text);
        }
        Integer hours = ABBREVIATIONS.get(zone.toLowerCase(Locale.ROOT));
        if (hours != null) {
            return ZoneOffset.ofHours(hours);
        }
        ZoneId named = NAMES.get(zone);
        if (named == null && zone.indexOf('/') < 0) {
            throw BadText.notADate(type, text);
        }
        if (named == null) {
            throw new RowError("time zone " + BadText.quoted(zone) + " not recognized", "22023", null);
        }
        return named;
    }

    private static ZoneOffset offset(String zone, ColumnType type, String text) {
        Matcher m = OFFSET.matcher(zone);
        if (!m.matches() || (m.group("minutes") == null && !m.group("colon").isEmpty())) {
            throw BadText.notADate(type, text);
        }
        int hours = Integer.parseInt(m.group("hours"));
        int minutes = m.group("minutes") == null ? 0 : Integer.parseInt(m.group("minutes"));
        int seconds = m.group("seconds") == null ? 0 : Integer.parseInt(m.group("seconds"));
        if (hours > MAX_HOURS || minutes > 59 || seconds > 59) {
            throw new RowError("time zone displacement out of range: " + BadText.quoted(text), "22009", null);
        }
        int total = (hours * 60 + minutes) * 60 + seconds;
        return ZoneOffset.ofTotalSeconds(m.group("sign").equals("-") ? -total : total);
    }

    /**
     * The offset in a zone at a local time. Where clocks went forward over it the one before, where they went back and it
     * came twice the one after: PostgreSQL's choice.
     */
    static ZoneOffset offsetAt(LocalDateTime local, ZoneId zone) {
        var offsets = zone.getRules().getValidOffsets(local);
        try {
            return offsets.isEmpty()
                    ? zone.getRules().getTransition(local).getOffsetBefore()
                    : offsets.get(offsets.size() - 1);
        } catch (DateTimeException e) {
            throw BadText.dateOutOfRange(local.toString());
        }
    }
}
