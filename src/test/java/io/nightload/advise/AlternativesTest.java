package io.nightload.advise;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.advise.trial.Setting;
import io.nightload.part.Source.Fetch;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlternativesTest {

    private static final Fetch CUSTOMER = new Fetch("customer", "select-in", List.of("join", "select-in"));
    private static final Fetch PRODUCT = new Fetch("lines.product", "join", List.of("join", "select-in"));
    private static final Fetch LINES = new Fetch("lines", "select-in", List.of("select-in"));

    private static final Setting SET =
            new Setting(Map.of("customer", "select-in", "lines", "select-in", "lines.product", "join"), null, 1);

    @Test
    void whatIsSetComesFirstThenWhatWouldBeInferredThenAStatementForEach() {
        assertThat(labels(10))
                .containsExactly(
                        "select-in customer, join lines.product",
                        "join customer, join lines.product",
                        "select-in customer, select-in lines.product");
    }

    @Test
    void whereTimeIsShortTheFirstAreTried() {
        assertThat(labels(2))
                .containsExactly("select-in customer, join lines.product", "join customer, join lines.product");
    }

    @Test
    void collectionsAloneLeaveNothingToTry() {
        Setting set = new Setting(Map.of("lines", "select-in"), null, 1);

        assertThat(Alternatives.fetchPlans(set, List.of(LINES), 10)).isEmpty();
    }

    @Test
    void chunksThatTakeInAllRowsAreTriedOnce() {
        assertThat(chunks(null, 3_000, false)).containsExactly("default", "500", "2,000", "10,000");
        assertThat(chunks(null, 1_200, false)).containsExactly("default", "500", "2,000");
        assertThat(chunks(null, 1_200, true)).containsExactly("default", "500");
        assertThat(chunks(2_000, 1_000_000, false)).containsExactly("2,000", "500", "10,000");
    }

    private static List<String> labels(int most) {
        List<Fetch> fetches = List.of(CUSTOMER, LINES, PRODUCT);
        return Alternatives.fetchPlans(SET, fetches, most).stream()
                .map(setting -> Alternatives.fetchLabel(setting, fetches))
                .toList();
    }

    private static List<String> chunks(@Nullable Integer set, long rows, boolean all) {
        return Alternatives.chunks(SET.withChunk(set), rows, all).stream()
                .map(Alternatives::chunkLabel)
                .toList();
    }
}
