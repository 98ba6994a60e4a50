package io.nightload.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.expression.FunctionLibrary.Entry;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FunctionLibraryTest {

    static List<Entry> all() {
        return FunctionLibrary.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyFunctionGivesWhatItsExampleSays(Entry entry) {
        Object value = Given.row().valueOf("(" + entry.documentation().example() + ")::text");
        assertThat(value == null ? "NULL" : value)
                .isEqualTo(entry.documentation().gives());
    }
}
