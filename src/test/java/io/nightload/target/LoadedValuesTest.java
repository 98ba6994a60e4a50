package io.nightload.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.row.TextFormat;
import io.nightload.row.TypeOracle;
import io.nightload.row.TypeTexts;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts through COPY in a hostile session end as the values that a well-meaning session reads, and the bad ones as rejects. */
@ExtendWith(TestDatabaseExtension.class)
class LoadedValuesTest {

    static Stream<Arguments> types() {
        return Stream.of(
                Arguments.of("smallint", TypeTexts.INTEGERS),
                Arguments.of("bigint", TypeTexts.INTEGERS),
                Arguments.of("numeric(12,2)", TypeTexts.NUMBERS),
                Arguments.of("numeric", TypeTexts.NUMBERS),
                Arguments.of("double precision", TypeTexts.NUMBERS),
                Arguments.of("real", TypeTexts.NUMBERS),
                Arguments.of("boolean", TypeTexts.BOOLEANS),
                Arguments.of("date", TypeTexts.DATES),
                Arguments.of("time", TypeTexts.TIMES),
                Arguments.of("timestamp", TypeTexts.TIMESTAMPS),
                Arguments.of("timestamp(3)", TypeTexts.TIMESTAMPS),
                Arguments.of("timestamptz", TypeTexts.TIMESTAMPS),
                Arguments.of("uuid", TypeTexts.UUIDS),
                Arguments.of("bytea", TypeTexts.BYTEAS),
                Arguments.of("json", TypeTexts.JSONS),
                Arguments.of("jsonb", TypeTexts.JSONS),
                Arguments.of("integer[]", TypeTexts.ARRAYS),
                Arguments.of("text[]", TypeTexts.TEXT_ARRAYS),
                Arguments.of("varchar(3)", TypeTexts.TEXTS),
                Arguments.of("text", TypeTexts.TEXTS));
    }

    @ParameterizedTest
    @MethodSource("types")
    void eachTextIsLoadedOrRejectedAsPostgresWould(String type, List<String> texts, TestDatabase database)
            throws Exception {
        database.assumeServer(16); // older ones do not say what they refuse
        database.execute("CREATE SCHEMA s; CREATE TABLE s.t (n int, v " + type + ")");
        TypeOracle oracle = new TypeOracle(database.dataSource(), TextFormat.in(TableLoad.ZONE));
        Map<String, String> expected = oracle.postgres(type, texts);
        Rows rows = Rows.of("n", "v");
        for (int i = 0; i < texts.size(); i++) {
            rows.row(Integer.toString(i), texts.get(i));
        }
        TableLoad load = TableLoad.append(database.dataSource(), "s.t");

        load.load(rows);

        List<String> accepted = texts.stream()
                .filter(t -> String.valueOf(expected.get(t)).startsWith("ok "))
                .toList();
        assertThat(oracle.read("SELECT 'ok ' || v::text FROM s.t ORDER BY n"))
                .containsExactlyElementsOf(accepted.stream().map(expected::get).toList());
        assertThat(load.rejects).hasSize(texts.size() - accepted.size());
    }
}
