package io.nightload.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class ArithmeticTest {

    private final Given nothing = Given.row();

    @Test
    void aTextColumnPassesThroughUntouched() {
        assertThat(Given.row("name text", "ä '1'").valueOf("name")).isEqualTo("ä '1'");
    }

    @Test
    void numbersAreComputedInTheOrderOfTheirOperators() {
        assertThat(nothing.valueOf("2 + 3 * 4 - -1")).isEqualTo(15);
    }

    @Test
    void decimalsStayExact() {
        assertThat(nothing.valueOf("0.1 + 0.2")).isEqualTo(new BigDecimal("0.3"));
    }

    @Test
    void textIsNoNumberForArithmetic() {
        assertThat(Given.row("quantity text", "5").problemOf("1 + quantity"))
                .startsWith("0: integer + text cannot be computed: write cast(");
    }

    @Test
    void aConditionComparesAndDecides() {
        assertThat(nothing.valueOf("case when 2 > 1 and not 1 = 2 then 'yes' else 'no' end"))
                .isEqualTo("yes");
    }
}
