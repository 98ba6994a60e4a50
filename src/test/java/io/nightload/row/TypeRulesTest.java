package io.nightload.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** PostgreSQL is the judge: Java must accept and refuse what it does, with its SQLSTATE, and read the same value. */
@ExtendWith(TestDatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TypeRulesTest {

    private static final int MUTANTS = 2000;

    private final TypeOracle oracle;

    TypeRulesTest(TestDatabase database) {
        database.assumeServer(16); // older ones read no 0xff and no 1_000, and do not say what they refuse
        oracle = new TypeOracle(database.dataSource(), TextFormat.in(ZoneId.of("Europe/Berlin")));
    }

    static Stream<Arguments> exactTypes() {
        List<String> exact = both(TypeTexts.NUMBERS, TypeTexts.EXACT_NUMBERS);
        List<String> floats = both(TypeTexts.NUMBERS, TypeTexts.FLOATS);
        return Stream.of(
                Arguments.of("smallint", TypeTexts.INTEGERS, "0123456789-+_xob \t"),
                Arguments.of("integer", TypeTexts.INTEGERS, "0123456789-+_xob \t"),
                Arguments.of("bigint", TypeTexts.INTEGERS, "0123456789-+_xob \t"),
                Arguments.of("numeric", exact, "0123456789-+._ex "),
                Arguments.of("numeric(12,2)", exact, "0123456789-+._ex "),
                Arguments.of("numeric(5)", exact, "0123456789-+._ex "),
                Arguments.of("numeric(2,4)", exact, "0123456789-+._ex "),
                Arguments.of("numeric(3,-2)", exact, "0123456789-+._ex "),
                Arguments.of("real", floats, "0123456789-+.ex "),
                Arguments.of("double precision", floats, "0123456789-+.ex "),
                Arguments.of("boolean", TypeTexts.BOOLEANS, "truefalsyno01 "),
                Arguments.of("uuid", TypeTexts.UUIDS, "0123456789abcdefg-{} "),
                Arguments.of("bytea", TypeTexts.BYTEAS, "\\01237abxä "),
                Arguments.of("json", TypeTexts.JSONS, "{}[]\",:\\u0d1e-+. \ntrue"),
                Arguments.of("integer[]", TypeTexts.ARRAYS, "{}[]=,:\"\\12 NULL"),
                Arguments.of("text[]", TypeTexts.TEXT_ARRAYS, "{},\"\\ab \tNULL"),
                Arguments.of("numeric(4,1)[]", TypeTexts.ARRAYS, "{},\"\\12.e "),
                Arguments.of("character varying(3)", TypeTexts.TEXTS, "aä😀 "),
                Arguments.of("character(3)", TypeTexts.TEXTS, "aä "),
                Arguments.of("text", TypeTexts.TEXTS, "aä "));
    }

    @ParameterizedTest
    @MethodSource("exactTypes")
    void javaReadsAsPostgresDoes(String type, List<String> texts, String alphabet) throws Exception {
        assertThat(oracle.differences(type, texts, true)).isEmpty();
        assertThat(oracle.differences(type, TypeOracle.mutants(texts, alphabet, MUTANTS), false))
                .isEmpty();
    }

    static Stream<Arguments> isoTypes() {
        return Stream.of(
                Arguments.of("date", TypeTexts.DATES),
                Arguments.of("time without time zone", TypeTexts.TIMES),
                Arguments.of("time(0) without time zone", TypeTexts.TIMES),
                Arguments.of("time(3) without time zone", TypeTexts.TIMES),
                Arguments.of("timestamp without time zone", TypeTexts.TIMESTAMPS),
                Arguments.of("timestamp(0) without time zone", TypeTexts.TIMESTAMPS),
                Arguments.of("timestamp(3) without time zone", TypeTexts.TIMESTAMPS),
                Arguments.of("timestamp with time zone", TypeTexts.TIMESTAMPS),
                Arguments.of("timestamp(0) with time zone", TypeTexts.TIMESTAMPS));
    }

    @ParameterizedTest
    @MethodSource("isoTypes")
    void isoDatesAreReadAsPostgresDoes(String type, List<String> texts) throws Exception {
        assertThat(oracle.differences(type, texts, true)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("isoTypes")
    void whatJavaTakesForADatePostgresTakesForTheSameOne(String type, List<String> texts) throws Exception {
        List<String> mutants = TypeOracle.mutants(texts, "0123456789-:. +TZBC", MUTANTS);

        assertThat(oracle.differences(type, mutants, false))
                .filteredOn(difference -> !difference.contains("Java: error"))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("jsonbTexts")
    void jsonbTakesWhatPostgresTakes(String text) throws Exception {
        String java = oracle.java(ColumnType.parse("jsonb"), List.of(text)).toString();
        String postgres = oracle.postgres("jsonb", List.of(text)).toString();

        assertThat(withoutValue(java)).isEqualTo(withoutValue(postgres));
    }

    /** The server writes jsonb in an order of its own; only whether it takes the text is Java's business. */
    private static String withoutValue(String outcomes) {
        return outcomes.replaceFirst("(?s)=ok .*", "=ok");
    }

    static Stream<String> jsonbTexts() {
        return TypeTexts.JSONS.stream();
    }

    private static List<String> both(List<String> one, List<String> other) {
        List<String> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }
}
