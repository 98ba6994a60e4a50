package io.nightload.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ParameterResolverTest {

    /** Still the 20th in UTC, already the 21st in Berlin. */
    private static final Instant AS_OF = Instant.parse("2026-11-20T23:30:00Z");

    private final Problems problems = new Problems();

    @Test
    void aGivenValueGoesBeforeTheDefault() {
        Parameters parameters = resolve(List.of("date=2026-01-02"), date("yesterday"));

        assertThat(parameters.values())
                .containsExactly(new Parameters.Value(
                        "date", ParameterSpec.Type.DATE, LocalDate.of(2026, 1, 2), "2026-01-02", true));
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void aDefaultInWordsIsResolvedInTheJobsTimeZone() {
        assertThat(resolve(List.of(), date("today")).values())
                .extracting(Parameters.Value::text)
                .containsExactly("2026-11-21");
    }

    @Test
    void aWordMayBeGivenToo() {
        assertThat(resolve(List.of("date=today-3d"), date(null)).values())
                .extracting(Parameters.Value::text)
                .containsExactly("2026-11-18");
    }

    @Test
    void valuesStandInTheOrderOfTheJob() {
        Parameters parameters = resolve(
                List.of("price=1.50", "count=007"),
                parameter("count", ParameterSpec.Type.INT, null),
                parameter("price", ParameterSpec.Type.NUMERIC, null));

        assertThat(parameters.values()).extracting(Parameters.Value::value).containsExactly(7L, new BigDecimal("1.5"));
        assertThat(parameters.identity()).isEqualTo("count=7\nprice=1.5");
    }

    @Test
    void aValueMayHoldAnEqualsSignAndBeEmpty() {
        Parameters parameters = resolve(
                List.of("a=b=c", "d="),
                parameter("a", ParameterSpec.Type.STRING, null),
                parameter("d", ParameterSpec.Type.STRING, "x"));

        assertThat(parameters.values()).extracting(Parameters.Value::text).containsExactly("b=c", "");
    }

    @Test
    void aMissingValueIsAProblemAtItsDeclaration() {
        resolve(List.of(), date(null), parameter("note", ParameterSpec.Type.STRING, null));

        assertProblems(
                "job.yaml:3:5: parameter 'date' has no default and was not given: add date=2026-11-21 to the command",
                "job.yaml:3:5: parameter 'note' has no default and was not given: add note=… to the command");
    }

    @Test
    void allThatIsWrongOnTheCommandLineIsTold() {
        resolve(List.of("dat=2026-11-20", "2026-11-20", "date=20.11.2026", "date=today"), date("yesterday"));

        assertProblems(
                "command line: job nightly has no parameter 'dat': did you mean 'date'? (date)",
                "command line: '2026-11-20' is no parameter: write name=value",
                "command line: parameter 'date' is given twice: give it once",
                "command line: parameter 'date': '20.11.2026' is no date: write 2026-11-20, today, yesterday or today-3d");
    }

    @Test
    void aParameterOfAJobWithoutAnyIsRefused() {
        resolve(List.of("date=today"));

        assertProblems("command line: job nightly has no parameter 'date': there are none");
    }

    @Test
    void aWrongDefaultIsAProblemWhereItStands() {
        resolve(List.of(), date("yesterdai"));

        assertThat(problems.list())
                .singleElement()
                .hasToString("job.yaml:3:30: 'yesterdai' is no date: did you mean 'yesterday'?"
                        + " Write 2026-11-20, today, yesterday or today-3d");
    }

    @Test
    void aWrongValueIsStoodInForByOneOfItsType() {
        assertThat(resolve(List.of("date=x"), date(null)).values())
                .extracting(Parameters.Value::value)
                .containsExactly(LocalDate.of(2026, 11, 21));
    }

    @Test
    void aValueThatTheJobRepositoryCannotHoldIsRefused() {
        resolve(List.of("note=" + "x".repeat(2501)), parameter("note", ParameterSpec.Type.STRING, null));

        assertProblems("command line: parameter 'note': 2,501 characters, and the job repository takes 2,500");
    }

    private Parameters resolve(List<String> given, ParameterSpec... declared) {
        JobSpec job = new JobSpec(
                "nightly", Path.of("job.yaml"), null, ZoneId.of("Europe/Berlin"), List.of(declared), List.of());
        return new ParameterResolver(AS_OF, problems).resolve(job, given);
    }

    private static ParameterSpec date(@Nullable String defaultValue) {
        return parameter("date", ParameterSpec.Type.DATE, defaultValue);
    }

    private static ParameterSpec parameter(String name, ParameterSpec.Type type, @Nullable String defaultValue) {
        Position position = new Position("job.yaml", 3, 30);
        Node.Scalar written =
                defaultValue == null ? null : new Node.Scalar(position, defaultValue, Node.Tag.STR, index -> position);
        return new ParameterSpec(name, type, written, true, null, new Position("job.yaml", 3, 5));
    }

    private void assertProblems(String... expected) {
        assertThat(problems.list()).extracting(Problem::toString).containsExactly(expected);
    }
}
