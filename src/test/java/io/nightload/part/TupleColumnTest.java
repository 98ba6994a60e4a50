package io.nightload.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.row.ColumnType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TupleColumnTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "integer|integer",
                "varchar(10)|varchar(10)",
                "varchar(10)|varchar(11)",
                "varchar(10)|varchar",
                "varchar|text",
                "varchar(10)|text",
                "char(3)|char(5)",
                "numeric(10,2)|numeric(12,2)",
                "numeric(10,2)|numeric",
                "timestamp(3)|timestamp",
                "timestamp|timestamp(6)",
                "timestamptz(6)|timestamptz",
                "time(6)|time(6)",
                "timestamptz(0)|timestamptz(3)",
                "integer[]|integer[]",
                "varchar(3)[]|varchar(4)[]",
                "jsonb|jsonb"
            })
    void aColumnTakesItsOwnTypeAndNarrowerOnes(String from, String to) {
        assertThat(column(to, false).takes(column(from, false))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "integer|bigint",
                "integer|real",
                "bigint|timestamp",
                "timestamp|timestamptz",
                "text|varchar(10)",
                "text|varchar",
                "char(3)|text",
                "char(3)|varchar(3)",
                "varchar(3)|char(3)",
                "varchar(11)|varchar(10)",
                "varchar|varchar(10)",
                "numeric(12,2)|numeric(10,2)",
                "numeric(12,2)|numeric(12,3)",
                "numeric|numeric(12,2)",
                "timestamp|timestamp(3)",
                "json|jsonb",
                "json|text",
                "integer[]|bigint[]",
                "integer|integer[]",
                "integer[]|integer",
                "varchar(4)[]|varchar(3)[]"
            })
    void itTakesNoOtherOnes(String from, String to) {
        assertThat(column(to, false).takes(column(from, false))).isFalse();
    }

    @Test
    void oneThatTakesNoNullTakesOnlyAColumnThatHasNone() {
        assertThat(column("integer", true).takes(column("integer", false))).isFalse();
        assertThat(column("integer", true).takes(column("integer", true))).isTrue();
        assertThat(column("integer", false).takes(column("integer", true))).isTrue();
    }

    @Test
    void whatHasBytesOfItsOwnOnEachServerGoesByItsValues() {
        ColumnType label = ColumnType.enumOf("shop.color", List.of("red"));
        assertThat(TupleColumn.isPortable(label)).isFalse();
        assertThat(TupleColumn.isPortable(ColumnType.arrayOf(label))).isFalse();
        assertThat(TupleColumn.isPortable(ColumnType.other("interval"))).isFalse();
    }

    private static TupleColumn column(String type, boolean notNull) {
        return new TupleColumn("c", ColumnType.parse(type), notNull);
    }
}
