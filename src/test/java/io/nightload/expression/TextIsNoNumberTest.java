package io.nightload.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextIsNoNumberTest {

    private final Given given = Given.row("zip text", "01067", "n integer", "5");

    @Test
    void textThatLooksLikeANumberStaysText() {
        assertThat(given.valueOf("zip || ''")).isEqualTo("01067");
    }

    @Test
    void textIsComparedAsText() {
        assertThat(given.valueOf("zip < '2'")).isEqualTo(true);
    }

    @Test
    void textCannotBeAdded() {
        assertThat(given.problemOf("'5' + 1"))
                .isEqualTo(
                        "0: text + integer cannot be computed: write cast(… as integer) for the text, or give its column"
                                + " a type under the source's `columns:`");
    }

    @Test
    void textCannotBeComparedWithANumber() {
        assertThat(given.problemOf("n > 1 and zip = n"))
                .startsWith("10: = needs values of one type, these are text and integer: write cast(");
    }

    @Test
    void textCannotBeSummedWithAnother() {
        assertThat(given.problemOf("zip + zip")).startsWith("0: text + text cannot be computed");
    }

    @Test
    void textIsNoArgumentForAFunctionOfNumbers() {
        assertThat(given.problemOf("round(zip)"))
                .startsWith("0: there is no round(text)")
                .contains("known are round(");
    }

    @Test
    void branchesOfDifferentTypesAreRefused() {
        assertThat(given.problemOf("case when n > 1 then zip else n end"))
                .startsWith("0: CASE needs values of one type, these are text and integer");
    }

    @Test
    void aWrittenCastMakesItANumber() {
        assertThat(given.valueOf("cast(zip as integer) + 1")).isEqualTo(1068);
        assertThat(given.valueOf("zip::integer + 1")).isEqualTo(1068);
    }

    @Test
    void joiningANumberToATextMakesText() {
        assertThat(given.valueOf("'#' || n")).isEqualTo("#5");
    }
}
