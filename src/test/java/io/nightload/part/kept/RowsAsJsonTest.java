package io.nightload.part.kept;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.row.Column;
import io.nightload.row.Nest;
import io.nightload.row.Origin;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.row.Schema;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowsAsJsonTest {

    private static final Origin ORIGIN = new Origin("shop.orders", 0, -1, "id = 1");
    private static final String KEPT = """
            {"id":1,"total":12.50,"note":"\\"a\\"\\n","customer":{"name":null},"lines":[{"quantity":2},{"quantity":3}]}""";

    /** Of a step that reads all of its columns. */
    private static RowsAsJson rows() {
        Nest order = Nest.of(
                "id",
                "integer",
                "total",
                "numeric",
                "note",
                "text",
                "customer",
                new Object[] {"name", "text"},
                "lines",
                List.of((Object) new Object[] {"quantity", "integer"}));
        List<Column> columns = Stream.of("id", "total", "note", "customer", "lines")
                .map(name -> order.column(name).orElseThrow())
                .toList();
        ask(columns.get(3), "name");
        ask(columns.get(4), "quantity");
        Set<Integer> read = columns.stream().map(Column::slot).collect(Collectors.toSet());
        return new RowsAsJson(new Schema(columns), read);
    }

    private static void ask(Column holder, String name) {
        assertThat(Objects.requireNonNull(holder.type().structure()).column(name))
                .isPresent();
    }

    @Test
    void whatWasKeptIsReadAndKeptTheSame() {
        RowsAsJson rows = rows();

        Row row = rows.read(KEPT, ORIGIN);

        assertThat(row.error()).isNull();
        assertThat(row.value(0)).isEqualTo(1);
        assertThat(row.value(2)).isEqualTo("\"a\"\n");
        assertThat(rows.keep(row)).isEqualTo(KEPT);
    }

    @Test
    void whatTheStepReadsNoMoreIsPassedOver() {
        Row row = rows().read(KEPT.replace("{\"id\"", "{\"old\":{\"a\":[1]},\"id\""), ORIGIN);

        assertThat(row.error()).isNull();
        assertThat(row.value(0)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "id":1,              |                      | the kept row has no 'id', which the step reads now
            "quantity":2         |                      | the kept row has no 'quantity', which the step reads now
            "note"               | "nota"               | the kept row has no 'note', which the step reads, but 'nota'
            "id":1               | "id":1,"id":2        | 'id' stands twice in the kept row
            {"name":null}        | 7                    | 'customer' takes an object
            [{"quantity":2},     | {"quantity":2,"x":[  | 'lines' takes an array of objects
            "id":1               | "id":[1]             | 'id' takes one value: text, a number or null
            {"id"                | [{"id"               | a kept row is a JSON object
            "id":1               | "id":one             | the kept row is no JSON
            """)
    void aMendedTextThatIsNoSuchRowIsARowWithTheReason(String from, String to, String reason) {
        String mended = KEPT.replace(from, to == null ? "" : to);

        Row row = rows().read(mended, ORIGIN);

        assertThat(row.error())
                .isNotNull()
                .extracting(RowError::reason)
                .asString()
                .startsWith(reason);
        assertThat(row.raw()).isEqualTo(mended);
    }
}
