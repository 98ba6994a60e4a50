package io.nightload.target.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.row.ColumnType;
import io.nightload.row.RowError;
import io.nightload.row.TextFormat;
import io.nightload.row.TypeOracle;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(TestDatabaseExtension.class)
class AssignmentTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "7, integer, bigint",
        "7, bigint, 'numeric(12,2)'",
        "7, integer, text",
        "7, integer, double precision",
        "2.5, numeric, integer",
        "-2.5, numeric, bigint",
        "2.345, numeric, 'numeric(12,2)'",
        "2.5, double precision, integer",
        "3.5, double precision, integer",
        "0.1, real, numeric",
        "0.1, double precision, numeric",
        "1e-7, double precision, numeric",
        "0.1, double precision, real",
        "0.1, real, double precision",
        "1e20, double precision, text",
        "1.50, 'numeric(12,2)', text",
        "t, boolean, text",
        "2026-11-20, date, timestamp",
        "2026-11-20, date, timestamptz",
        "2026-11-20 23:30, timestamp, date",
        "2026-11-20 23:30, timestamp, timestamptz",
        "2026-11-20 23:30, timestamp, time",
        "2026-11-20 23:30Z, timestamptz, timestamp",
        "2026-11-20 23:30Z, timestamptz, date",
        "2026-11-20 23:30Z, timestamptz, time",
        "2026-11-20 23:30Z, timestamptz, text",
        "infinity, timestamptz, date",
        "infinity, date, timestamptz",
        "'{\"a\":1}', json, text",
        "'{1,2}', integer[], text",
        "'{1,2}', integer[], bigint[]",
        "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11, uuid, text"
    })
    void aValueBecomesWhatPostgresMakesOfIt(String text, String source, String target, TestDatabase database)
            throws Exception {
        TypeOracle oracle = new TypeOracle(database.dataSource(), TextFormat.in(BERLIN));
        String expected = oracle.read("SELECT (('" + text + "'::" + source + ")::" + target + ")::text")
                .get(0);

        ColumnType to = ColumnType.parse(target);
        byte[] assigned = assign(text, source, target).getBytes(StandardCharsets.UTF_8);

        assertThat(to.canonical(assigned, 0, assigned.length, TextFormat.in(BERLIN)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "99999, integer, smallint, 22003",
        "2147483647.5, numeric, integer, 22003",
        "NaN, double precision, integer, 22003",
        "NaN, numeric, integer, 22003",
        "12345, integer, 'numeric(4,2)', 22003",
        "123, integer, varchar(2), 22001",
        "abc, text, date, 22007",
        "1e300, double precision, real, 22003"
    })
    void aValueThatDoesNotFitIsARowsError(String text, String source, String target, String state) {
        assertThatThrownBy(() -> assign(text, source, target))
                .isInstanceOfSatisfying(
                        RowError.class, e -> assertThat(e.sqlState()).isEqualTo(state));
    }

    @Test
    void whatPostgresWouldNotAssignIsRefusedBeforehand() {
        assertThat(problem("numeric", "boolean")).isEqualTo("numeric cannot go into boolean");
        assertThat(problem("boolean", "integer")).isEqualTo("boolean cannot go into integer");
        assertThat(problem("date", "time")).isEqualTo("date cannot go into time without time zone");
        assertThat(problem("integer[]", "integer")).isEqualTo("integer[] cannot go into integer");
        assertThat(problem("uuid", "bytea")).isEqualTo("uuid cannot go into bytea");
        assertThat(problem("text", "boolean")).isEmpty();
        assertThat(problem("boolean", "varchar(5)")).isEmpty();
        assertThat(problem("json", "jsonb")).isEmpty();
    }

    private static String problem(String source, String target) {
        return Assignment.problem(ColumnType.parse(source), ColumnType.parse(target))
                .orElse("");
    }

    private static String assign(String text, String source, String target) {
        ColumnType from = ColumnType.parse(source);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Object value = from.decode(bytes, 0, bytes.length, TextFormat.in(BERLIN));
        return Assignment.text(value, from, ColumnType.parse(target), BERLIN);
    }
}
