package io.nightload.expression;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Between texts and dates or numbers, by PostgreSQL's templates. */
@SuppressWarnings("UnusedMethod") // compiled expressions call them
final class Formatting {

    private Formatting() {}

    @Sql(
            name = "to_char",
            does = "a date or timestamp by a template",
            example = "to_char(date '2024-05-07', 'DD.MM.YYYY')",
            gives = "07.05.2024")
    static String toChar(LocalDateTime time, DateTemplate template) {
        DateArithmetic.finite(time);
        return new DateWriter(time, ZoneOffset.UTC, "").write(template);
    }

    @Sql(
            name = "to_char",
            does = "an instant by a template, in the job's time zone",
            example = "to_char(timestamptz '2024-05-07 08:00:00+00', 'HH24:MI OF')",
            gives = "10:00 +02")
    static String toChar(OffsetDateTime time, DateTemplate template, ZoneId zone) {
        DateArithmetic.finite(time);
        ZonedDateTime there = time.atZoneSameInstant(zone);
        String name = DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH).format(there);
        return new DateWriter(there.toLocalDateTime(), there.getOffset(), name).write(template);
    }

    @Sql(
            name = "to_char",
            does = "a number by a template",
            example = "to_char(1234.5, 'FM9,999.00')",
            gives = "1,234.50")
    static String toChar(BigDecimal number, NumberTemplate template) {
        return template.write(number);
    }

    @Sql(
            name = "to_date",
            does = "a date that is written by a template",
            example = "to_date('17.05.2024', 'DD.MM.YYYY')",
            gives = "2024-05-17")
    static LocalDate toDate(String text, DateTemplate template) {
        return new DateReader(text, template).read().toLocalDate();
    }

    @Sql(
            name = "to_timestamp",
            does = "an instant that is written by a template, in the job's time zone unless TZH names the offset",
            example = "to_timestamp('17.05.2024 10:30:05.25', 'DD.MM.YYYY HH24:MI:SS.US')",
            gives = "2024-05-17 10:30:05.25+02")
    static OffsetDateTime toTimestamp(String text, DateTemplate template, ZoneId zone) {
        DateReader reader = new DateReader(text, template);
        LocalDateTime time = reader.read();
        ZoneOffset offset = reader.offset();
        return offset == null ? Casts.toTimestamptz(time, zone) : time.atOffset(offset);
    }

    @Sql(
            name = "to_number",
            does = "a number that is written by a template",
            example = "to_number('1,234.50-', '9G999D99S')",
            gives = "-1234.50")
    static BigDecimal toNumber(String text, NumberTemplate template) {
        return template.read(text);
    }
}
