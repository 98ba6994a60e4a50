package io.nightload.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableNameTest {

    @Test
    void aNameIsReadAsSqlDoes() {
        assertThat(TableName.parse("Shop.Customers")).isEqualTo(new TableName("shop", "customers"));
        assertThat(TableName.parse("customers")).isEqualTo(new TableName(null, "customers"));
        assertThat(TableName.parse("\"My Schema\".\"Order \"\"Lines\"\"\""))
                .isEqualTo(new TableName("My Schema", "Order \"Lines\""));
    }

    @Test
    void sqlHasItInQuotesAndPeopleOnlyWhereNeeded() {
        TableName name = new TableName("shop", "Order \"Lines\"");

        assertThat(name.quoted()).isEqualTo("\"shop\".\"Order \"\"Lines\"\"\"");
        assertThat(name).hasToString("shop.\"Order \"\"Lines\"\"\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b.c", "a b", "\"open", "shop.", "1a", "a;b"})
    void whatIsNoNameIsRefused(String text) {
        assertThatThrownBy(() -> TableName.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no name of a table");
    }
}
