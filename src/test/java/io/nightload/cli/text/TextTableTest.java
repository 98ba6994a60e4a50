package io.nightload.cli.text;

import static io.nightload.cli.text.TextTable.Column.cuttableText;
import static io.nightload.cli.text.TextTable.Column.number;
import static io.nightload.cli.text.TextTable.Column.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.cli.text.TextTable.Cell;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

    private final TextTable table = new TextTable(List.of(text("step"), cuttableText("target"), number("read")));

    private void add(String step, String target, String read) {
        table.add(List.of(Cell.of(step), Cell.of(target), Cell.of(read)));
    }

    @Test
    void textStandsLeftAndNumbersStandRight() {
        add("customers", "shop.customers", "2,000");
        add("orders", "shop.orders", "15");
        assertThat(table.lines(Terminal.PIPE))
                .containsExactly(
                        "step       target           read",
                        "customers  shop.customers  2,000",
                        "orders     shop.orders        15");
    }

    @Test
    void noLineEndsInBlanks() {
        add("customers", "shop.customers", "");
        add("x", "", "");
        assertThat(table.lines(Terminal.PIPE))
                .containsExactly("step       target          read", "customers  shop.customers", "x");
    }

    @Test
    void aNarrowTerminalCutsWhatMayBeCut() {
        add("customers", "shop.customers, upsert by id", "2,000");
        assertThat(table.lines(new Terminal(true, false, 36)))
                .containsExactly("step       target               read", "customers  shop.customers, u…  2,000");
    }

    @Test
    void aPipeCutsNothing() {
        add("customers", "shop.customers, upsert by id and by date", "2,000");
        assertThat(table.lines(new Terminal(false, false, 36)).get(1))
                .isEqualTo("customers  shop.customers, upsert by id and by date  2,000");
    }

    @Test
    void aValueOfExcessiveLengthDoesNotPadTheRowsAroundIt() {
        add("a", "x".repeat(1000), "1");
        add("b", "y", "2");
        assertThat(table.lines(Terminal.PIPE).get(2)).hasSize("step".length() + 2 + 120 + 2 + "read".length());
    }

    @Test
    void wideLettersTakeTwoColumns() {
        add("東京", "é\u0301", "1");
        add("ab", "cd", "2");
        assertThat(table.lines(Terminal.PIPE))
                .containsExactly("step  target  read", "東京  é\u0301          1", "ab    cd         2");
    }

    @Test
    void coloursDoNotCountAsWidth() {
        table.add(List.of(new Cell("a", Style.BAD), Cell.of("b"), new Cell("3", Style.QUIET)));
        assertThat(table.lines(new Terminal(true, true, 80)))
                .containsExactly(
                        "\u001b[1mstep\u001b[0m  \u001b[1mtarget\u001b[0m  \u001b[1mread\u001b[0m",
                        "\u001b[31ma\u001b[0m     b          \u001b[2m3\u001b[0m");
    }

    @Test
    void aRowOfAnotherWidthIsADefect() {
        assertThatThrownBy(() -> table.add(List.of(Cell.of("a"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a row of 1 cells in a table of 3 columns");
    }
}
