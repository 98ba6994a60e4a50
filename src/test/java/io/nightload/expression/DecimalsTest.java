package io.nightload.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The results are those of PostgreSQL 18, digit for digit. */
class DecimalsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0.1 + 0.2 | 0.3
            1.10 + 2.2 | 3.30
            12345678901234567890.12 * 98765432109876543210.98 | 1219326311370217952261414418287658588617.5176
            1.0 - 0.9999999999999999999999999999999999999 | 0.0000000000000000000000000000000000001
            1.0 / 3 | 0.33333333333333333333
            10.00 / 3 | 3.3333333333333333
            1 / 3.0 | 0.33333333333333333333
            2.00 / 4 | 0.50000000000000000000
            100000000.0 / 3 | 33333333.333333333333
            0.0001 / 7 | 0.000014285714285714285714
            -7.5 / 2 | -3.7500000000000000
            7.5 % 2 | 1.5
            round(2.5) | 3
            round(-2.5) | -3
            round(1234.5678, -2) | 1200
            cast(2.345 as numeric(10,2)) | 2.35
            cast(1 as numeric(10,2)) | 1.00
            1.5 * 2 | 3.0
            1e3 + 0.5 | 1000.5
            cast('0.10' as numeric) | 0.10
            """)
    void areComputedAsPostgresqlDoes(String expression, BigDecimal result) {
        assertThat(Given.row().valueOf(expression)).isEqualTo(result);
    }

    @Test
    void aColumnOfDecimalsKeepsItsScale() {
        Given given = Given.row("price numeric(12,2)", "19.90", "quantity integer", "3");
        assertThat(given.valueOf("price * quantity")).isEqualTo(new BigDecimal("59.70"));
    }

    @Test
    void anOperandOfManyDigitsStaysExact() {
        Given given =
                Given.row("a numeric", "99999999999999999999999999999999999999.99999999999999999999", "b numeric", "1");
        assertThat(given.valueOf("a + b"))
                .isEqualTo(new BigDecimal("100000000000000000000000000000000000000.99999999999999999999"));
    }

    @Test
    void aBinaryNumberMakesTheResultBinary() {
        assertThat(Given.row("d double precision", "0.5").valueOf("d + 0.25")).isEqualTo(0.75);
    }
}
