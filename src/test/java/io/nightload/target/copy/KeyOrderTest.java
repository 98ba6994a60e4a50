package io.nightload.target.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.row.ColumnType;
import io.nightload.target.table.TargetColumn;
import io.nightload.target.table.TargetColumn.Filled;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyOrderTest {

    private static final long NULL = Long.MAX_VALUE - 1;

    private final CopyBuffer buffer = new CopyBuffer(16);

    @Test
    void numbersThatGrowAreInOrder() {
        KeyOrder order = order(List.of("bigint"), "a");

        add(order, Long.MIN_VALUE);
        add(order, -1);
        add(order, 0);
        add(order, 256);

        assertThat(order.isAscending()).isTrue();
    }

    @Test
    void aKeyThatComesAgainIsNotInOrder() {
        KeyOrder order = order(List.of("bigint"), "a");

        add(order, 1);
        add(order, 1);

        assertThat(order.isAscending()).isFalse();
    }

    @Test
    void whatWasOutOfOrderOnceStaysSoUntilTheNextCopy() {
        KeyOrder order = order(List.of("bigint"), "a");

        add(order, 2);
        add(order, 1);
        add(order, 3);
        assertThat(order.isAscending()).isFalse();

        order.begin();
        add(order, 1);
        assertThat(order.isAscending()).isTrue();
    }

    @Test
    void theFirstColumnOfTheKeyCountsFirstWhereverItStands() {
        List<String> types = List.of("bigint", "text", "timestamp");
        KeyOrder order = order(types, "c", "a");

        add(order, 9, NULL, 1);
        add(order, 1, NULL, 2);
        add(order, 2, NULL, 2);
        assertThat(order.isAscending()).isTrue();

        add(order, 2, NULL, 1);
        assertThat(order.isAscending()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "uuid", "numeric", "double precision", "boolean", "integer[]"})
    void noOrderIsSeenWhereItCannotBeToldFromTheBytes(String type) {
        assertThat(order(List.of(type), "a").isAscending()).isFalse();
    }

    @Test
    void noOrderIsSeenInTextOrWithoutAKey() {
        List<TargetColumn> fields = List.of(column("a", "bigint"));

        assertThat(begun(KeyOrder.of(CopyFormat.TEXT, fields, List.of("a"))).isAscending())
                .isFalse();
        assertThat(begun(KeyOrder.of(CopyFormat.BINARY, fields, List.of())).isAscending())
                .isFalse();
    }

    /** Of fields that are named a, b, c. */
    private static KeyOrder order(List<String> types, String... key) {
        List<TargetColumn> fields = IntStream.range(0, types.size())
                .mapToObj(i -> column(String.valueOf((char) ('a' + i)), types.get(i)))
                .toList();
        return begun(KeyOrder.of(CopyFormat.BINARY, fields, List.of(key)));
    }

    private static KeyOrder begun(KeyOrder order) {
        order.begin();
        return order;
    }

    private static TargetColumn column(String name, String type) {
        return new TargetColumn(name, ColumnType.parse(type), 0, -1, false, Filled.BY_NULL, Set.of());
    }

    private void add(KeyOrder order, long... values) {
        int at = buffer.length();
        for (long value : values) {
            if (value == NULL) {
                buffer.addInt(-1);
            } else {
                buffer.addInt(Long.BYTES);
                buffer.addLong(value);
            }
        }
        order.add(buffer, at);
    }
}
