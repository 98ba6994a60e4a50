package io.nightload.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.row.ColumnType.Kind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnTypeTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int | integer",
                "INT4 | integer",
                "bigint | bigint",
                "decimal( 12 , 2 ) | numeric(12,2)",
                "numeric(5) | numeric(5,0)",
                "numeric | numeric",
                "varchar(20) | character varying(20)",
                "character varying(20) | character varying(20)",
                "char | character(1)",
                "bpchar | bpchar",
                "bool | boolean",
                "float8 | double precision",
                "float(24) | real",
                "timestamp(3) | timestamp(3) without time zone",
                "timestamptz | timestamp with time zone",
                "timestamp (3)  with  time zone | timestamp(3) with time zone",
                "time without time zone | time without time zone",
                "int[] | integer[]",
                "varchar(3)[][] | character varying(3)[]"
            })
    void aTypeIsReadByItsNamesAndWrittenAsTheCatalogueDoes(String name, String canonical) {
        assertThat(ColumnType.parse(name).name()).isEqualTo(canonical);
        assertThat(ColumnType.fromCatalogue(canonical)).isEqualTo(ColumnType.parse(name));
    }

    @ParameterizedTest
    @CsvSource({
        "intger, integer",
        "string, text",
        "datetime, timestamp",
        "varchr(20), varchar",
        "time with time zone, time"
    })
    void anUnknownTypeNamesTheNearest(String name, String nearest) {
        assertThatThrownBy(() -> ColumnType.parse(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown type " + name + ", did you mean " + nearest + "?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "numeric(0)",
                "numeric(1001,2)",
                "varchar(0)",
                "timestamp(7)",
                "int(3)",
                "text(5)",
                "varchar(3,2)"
            })
    void aModifierOutOfRangeIsRefused(String name) {
        assertThatThrownBy(() -> ColumnType.parse(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("unknown");
    }

    @Test
    void aTypeOfTheCatalogueThatIsNotKnownIsJustItsText() {
        ColumnType type = ColumnType.fromCatalogue("tsvector");

        assertThat(type.kind()).isEqualTo(Kind.OTHER);
        assertThat(decode("tsvector", "a b")).isEqualTo("a b");
    }

    @Test
    void valuesAreOfTheClassOfTheirKind() {
        assertThat(decode("smallint", "7")).isEqualTo((short) 7);
        assertThat(decode("int", "7")).isEqualTo(7);
        assertThat(decode("bigint", "7")).isEqualTo(7L);
        assertThat(decode("numeric(12,2)", "7")).isEqualTo(new BigDecimal("7.00"));
        assertThat(decode("numeric", "NaN")).isEqualTo(Double.NaN);
        assertThat(decode("real", "0.1")).isEqualTo(0.1f);
        assertThat(decode("float8", "0.1")).isEqualTo(0.1d);
        assertThat(decode("date", "2026-11-20")).isEqualTo(LocalDate.of(2026, 11, 20));
        assertThat(decode("date", "infinity")).isEqualTo(LocalDate.MAX);
        assertThat(decode("time", "10:15")).isEqualTo(LocalTime.of(10, 15));
        assertThat(decode("timestamp", "2026-11-20")).isEqualTo(LocalDateTime.of(2026, 11, 20, 0, 0));
        assertThat(decode("bytea", "\\x00ff")).isEqualTo(new byte[] {0, -1});
        assertThat(decode("int[]", "{1, 2}")).isEqualTo("{1,2}");
    }

    @Test
    void aTimeWithoutAnOffsetStandsInTheZoneOfTheFormat() {
        assertThat(decode("timestamptz", "2026-07-01 10:00")).isEqualTo(OffsetDateTime.parse("2026-07-01T10:00+02:00"));
        assertThat(decode("timestamptz", "2026-07-01 10:00Z"))
                .isEqualTo(OffsetDateTime.parse("2026-07-01T12:00+02:00"));
    }

    @Test
    void midnightAtTheEndOfADayCanBeLoadedButNotComputedWith() {
        byte[] bytes = "24:00".getBytes(StandardCharsets.UTF_8);

        assertThat(ColumnType.parse("time").canonical(bytes, 0, 5, TextFormat.STANDARD))
                .isEqualTo("24:00:00");
        assertThatThrownBy(() -> decode("time", "24:00")).isInstanceOf(RowError.class);
    }

    @Test
    void aLabelIsOneOfTheEnums() {
        ColumnType state = ColumnType.enumOf("shop.state", java.util.List.of("new", "in transit"));
        byte[] bytes = "in transit New".getBytes(StandardCharsets.UTF_8);

        assertThat(state.decode(bytes, 0, 10, TextFormat.STANDARD)).isEqualTo("in transit");
        assertThatThrownBy(() -> state.decode(bytes, 11, 3, TextFormat.STANDARD))
                .hasMessage("invalid input value for enum shop.state: \"New\"");
    }

    @Test
    void aPatternReadsDatesThatAreNotIso() {
        TextFormat german = new TextFormat(DatePattern.of("d.M.yyyy[ H:mm]"), '.', BERLIN);

        assertThat(decode("date", "3.11.2026", german)).isEqualTo(LocalDate.of(2026, 11, 3));
        assertThat(decode("timestamptz", "3.11.2026 7:30", german))
                .isEqualTo(OffsetDateTime.parse("2026-11-03T07:30+01:00"));
        assertThatThrownBy(() -> decode("date", "31.2.2026", german))
                .hasMessage("\"31.2.2026\" is no date of the format d.M.yyyy[ H:mm]");
        assertThatThrownBy(() -> decode("date", "2026-11-03", german)).isInstanceOf(RowError.class);
    }

    @Test
    void aDecimalMarkReplacesThePoint() {
        TextFormat comma = new TextFormat(null, ',', BERLIN);

        assertThat(decode("numeric(12,2)", "1234,5", comma)).isEqualTo(new BigDecimal("1234.50"));
        assertThat(decode("float8", "-0,5e1", comma)).isEqualTo(-5.0);
        assertThatThrownBy(() -> decode("numeric(12,2)", "1.234,5", comma))
                .hasMessage("invalid input syntax for type numeric: \"1.234,5\"");
    }

    @Test
    void onlyIsoDatesAreReadWithoutAPattern() {
        assertThatThrownBy(() -> decode("date", "20/11/2026"))
                .isInstanceOfSatisfying(
                        RowError.class, e -> assertThat(e.sqlState()).isEqualTo("22007"))
                .hasMessage("invalid input syntax for type date: \"20/11/2026\"");
    }

    @Test
    void aLongTextIsCutInTheMessage() {
        assertThatThrownBy(() -> decode("int", "x".repeat(1000)))
                .hasMessage("invalid input syntax for type integer: \"" + "x".repeat(100) + "…\"");
    }

    @Test
    void bytesThatAreNoUtf8AreNamed() {
        byte[] latin = {'M', (byte) 0xFC, 'l', 'l', 'e', 'r'};
        byte[] nul = {'a', 0};

        assertThatThrownBy(() -> ColumnType.TEXT.decode(latin, 0, 6, TextFormat.STANDARD))
                .isInstanceOfSatisfying(
                        RowError.class, e -> assertThat(e.sqlState()).isEqualTo("22021"))
                .hasMessage("invalid byte sequence for encoding \"UTF8\": 0xfc (byte 2 of the value)");
        assertThatThrownBy(() -> ColumnType.TEXT.decode(nul, 0, 2, TextFormat.STANDARD))
                .hasMessage("invalid byte sequence for encoding \"UTF8\": 0x00 (byte 2 of the value)");
    }

    private static Object decode(String type, String text) {
        return decode(type, text, TextFormat.in(BERLIN));
    }

    private static Object decode(String type, String text, TextFormat format) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ColumnType.fromCatalogue(type).decode(bytes, 0, bytes.length, format);
    }
}
