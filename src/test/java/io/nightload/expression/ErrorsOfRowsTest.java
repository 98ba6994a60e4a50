package io.nightload.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nightload.row.RowError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorsOfRowsTest {

    private static RowError error(Given given, String expression) {
        return assertThatExceptionOfType(RowError.class)
                .isThrownBy(() -> given.valueOf(expression))
                .actual();
    }

    @Test
    void aDivisionByZeroNamesTheExpressionAndItsValues() {
        RowError error = error(Given.row("a integer", "1", "b integer", "0", "c integer", "9"), "a / b");
        assertThat(error.reason()).isEqualTo("division by zero in: a / b (a = 1, b = 0)");
        assertThat(error.sqlState()).isEqualTo("22012");
    }

    @Test
    void aCastOfTextNamesTheText() {
        RowError error = error(Given.row("qty text", "5x", "n text", null), "cast(qty as integer) + length(n)");
        assertThat(error.reason())
                .startsWith("invalid input syntax for type integer: \"5x\"")
                .endsWith("(qty = '5x', n = NULL)");
        assertThat(error.sqlState()).isEqualTo("22P02");
    }

    @Test
    void aLongValueIsCutInTheReason() {
        RowError error = error(Given.row("t text", "x".repeat(500)), "t::integer");
        assertThat(error.reason().substring(error.reason().indexOf(" in: ")))
                .hasSizeLessThan(120)
                .endsWith("…)");
    }

    @ParameterizedTest
    @CsvSource({
        "'i + 1', 'integer out of range'",
        "'-(-i - 1) * 1 + 1', 'integer out of range'",
        "'i * 2', 'integer out of range'",
        "'b + 1', 'bigint out of range'",
        "'b * 2', 'bigint out of range'",
        "'-b - 2', 'bigint out of range'",
        "'b::integer', 'integer out of range'",
        "'i::smallint', 'smallint out of range'",
        "'i::numeric(3,0)', 'numeric(3,0) cannot hold 2147483647'"
    })
    void aWholeNumberThatIsTooBigIsAnError(String expression, String reason) {
        RowError error = error(Given.row("i integer", "2147483647", "b bigint", "9223372036854775807"), expression);
        assertThat(error.reason()).startsWith(reason);
        assertThat(error.sqlState()).isEqualTo("22003");
    }

    @Test
    void aColumnThatIsNoValueOfItsTypeKeepsItsOwnError() {
        RowError error = error(Given.row("a integer", "x"), "a + 1");
        assertThat(error.column()).isEqualTo("a");
    }

    @Test
    void theRightSideIsNotComputedWhereTheLeftOneDecides() {
        Given given = Given.row("a integer", "1", "b integer", "0");
        assertThat(given.valueOf("b <> 0 and a / b > 1")).isEqualTo(false);
        assertThat(given.valueOf("b = 0 or a / b > 1")).isEqualTo(true);
        assertThat(given.valueOf("case when b = 0 then null else a / b end")).isNull();
        assertThat(given.valueOf("coalesce(a, a / b)")).isEqualTo(1);
    }
}
