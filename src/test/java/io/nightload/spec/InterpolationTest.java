package io.nightload.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InterpolationTest {

    private final Problems problems = new Problems();
    private final Parameters parameters = new Parameters(List.of(
            new Parameters.Value("date", ParameterSpec.Type.DATE, LocalDate.of(2026, 11, 20), "2026-11-20", true),
            new Parameters.Value(
                    "cut",
                    ParameterSpec.Type.TIMESTAMP,
                    LocalDateTime.of(2026, 11, 20, 6, 5),
                    "2026-11-20T06:05:00",
                    true),
            new Parameters.Value("note", ParameterSpec.Type.STRING, "a$1\\b", "a$1\\b", false)));
    private final Interpolation interpolation =
            new Interpolation(parameters, Map.of("folder", "data/shop", "date", "shadowed"), problems);

    @Test
    void textWithoutPlacesStaysAsItIs() {
        assertThat(apply("a $ and $$ and {b} and }")).isEqualTo("a $ and $$ and {b} and }");
    }

    @Test
    void parametersAndVariablesAreReplaced() {
        assertThat(apply("${folder}/${date}/x.csv")).isEqualTo("data/shop/2026-11-20/x.csv");
    }

    @Test
    void whatIsPutInIsNotReadAgain() {
        assertThat(apply("<${note}>")).isEqualTo("<a$1\\b>");
    }

    @Test
    void aPatternFormatsADate() {
        assertThat(apply("${date:yyyyMMdd}-${date:d. MMMM}")).isEqualTo("20261120-20. November");
    }

    @Test
    void aPatternOfATimestampMayHoldAColon() {
        assertThat(apply("${cut:HH:mm}")).isEqualTo("06:05");
    }

    @Test
    void aDoubledDollarIsADollar() {
        assertThat(apply("$${date} ${date}")).isEqualTo("${date} 2026-11-20");
    }

    @Test
    void anUnknownNameIsNamedAtItsPlaceWithTheNearest() {
        assertThat(apply("x/${dat}")).isEqualTo("x/${dat}");
        assertProblems("job.yaml:4:14: no parameter and no variable is called 'dat': did you mean 'date'?"
                + " (date, cut, note, folder)");
    }

    @Test
    void allUnknownNamesAreReported() {
        apply("${a1} ${b2}");
        assertThat(problems.list()).extracting(p -> p.position().column()).containsExactly(12, 18);
    }

    @Test
    void aPatternThatDoesNotFitADateIsRefusedAtThePattern() {
        apply("${date:HH}");
        assertProblems(
                "job.yaml:4:17: 'HH' does not format the date 'date': Unsupported field: HourOfDay; such as yyyyMMdd");
    }

    @Test
    void aPatternThatIsNoneIsRefused() {
        apply("${date:nope}");
        assertThat(problems.list())
                .singleElement()
                .satisfies(p -> assertThat(p.message()).startsWith("'nope' does not format the date 'date': "));
    }

    @Test
    void aPatternOfSomethingElseIsRefused() {
        apply("${note:yyyy} ${folder:yyyy}");
        assertProblems(
                "job.yaml:4:17: a pattern is for dates and timestamps, and 'note' is neither: write ${note}",
                "job.yaml:4:32: a pattern is for dates and timestamps, and 'folder' is neither: write ${folder}");
    }

    @Test
    void aPlaceThatIsNeverClosedIsRefused() {
        assertThat(apply("ab${date")).isEqualTo("ab${date");
        assertProblems("job.yaml:4:12: '${' is never closed: add '}', or write '$${' for the text '${'");
    }

    private String apply(String text) {
        return interpolation.apply(new Node.Scalar(
                new Position("job.yaml", 4, 9), text, Node.Tag.STR, index -> new Position("job.yaml", 4, 10 + index)));
    }

    private void assertProblems(String... expected) {
        assertThat(problems.list()).extracting(Problem::toString).containsExactly(expected);
    }
}
