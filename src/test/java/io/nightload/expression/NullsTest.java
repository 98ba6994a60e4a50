package io.nightload.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.expression.FunctionLibrary.Entry;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** NULL in every operator: n is a column that is NULL, t and f are true and false, x is 1. */
class NullsTest {

    private final Given given = Given.row(
            "n integer", null, "x integer", "1", "b boolean", null, "t boolean", "t", "f boolean", "f", "s text", null);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n + x",
                "x + n",
                "n - x",
                "n * x",
                "n / x",
                "x % n",
                "-n",
                "n = x",
                "n <> x",
                "n < x",
                "n <= x",
                "n > x",
                "n >= x",
                "n = n",
                "not b",
                "s || 'a'",
                "'a' || s",
                "s like 'a%'",
                "'a' like s",
                "s not like 'a'",
                "n between 0 and 2",
                "x between n and 2",
                "n in (1, 2)",
                "x in (n, 2)",
                "x not in (n, 2)",
                "cast(n as text)",
                "n::numeric",
                "coalesce(n, n)",
                "nullif(n, x)",
                "case when b then x end",
                "case n when x then x end",
                "greatest(n, n)",
                "b and t",
                "t and b",
                "b or f",
                "f or b",
                "null",
                "null + x",
                "n = null",
                "case when f then x end"
            })
    void theResultIsNull(String expression) {
        assertThat(given.valueOf(expression)).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            n is null | true
            n is not null | false
            x is null | false
            b is true | false
            b is not true | true
            b is false | false
            b is not false | true
            b is unknown | true
            b and f | false
            f and b | false
            b or t | true
            t or b | true
            n is distinct from x | true
            n is distinct from null | false
            n is not distinct from n | true
            x in (n, 1) | true
            x not in (n, 1) | false
            x between n and 0 | false
            x not between n and 0 | true
            """)
    void theResultIsKnownAllTheSame(String expression, boolean result) {
        assertThat(given.valueOf(expression)).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource({
        "'coalesce(n, x)', 1",
        "'greatest(n, x)', 1",
        "'least(x, n)', 1",
        "'case when b then 2 else x end', 1",
        "'nullif(x, n)', 1"
    })
    void nullIsPassedOver(String expression, int result) {
        assertThat(given.valueOf(expression)).isEqualTo(result);
    }

    @Test
    void noFunctionButConcatIsCalledWithNull() {
        assertThat(FunctionLibrary.all())
                .filteredOn(entry -> IntStream.range(0, entry.method().getParameterCount())
                        .anyMatch(new Node.Call(entry.method(), List.of(), Type.ANY)::takesNull))
                .extracting(Entry::name)
                .containsExactly("concat", "concat_ws");
    }

    @Test
    void anEmptyTextIsNotNull() {
        assertThat(Given.row("s text", "").valueOf("s is null")).isEqualTo(false);
    }
}
