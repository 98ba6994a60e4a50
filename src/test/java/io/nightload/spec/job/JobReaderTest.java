package io.nightload.spec.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.spec.JobSpec;
import io.nightload.spec.Node;
import io.nightload.spec.ParameterSpec;
import io.nightload.spec.PartSpec;
import io.nightload.spec.Position;
import io.nightload.spec.Problems;
import io.nightload.spec.Settings;
import io.nightload.spec.StepOptions.RejectLimit;
import io.nightload.spec.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobReaderTest {

    private static final String NIGHTLY = """
            description: Nightly import
            time_zone: Europe/Berlin
            parameters:
              date: { type: date, default: yesterday, description: business date }
              note: { type: string, default: "", identifying: false }
            steps:
              - name: schema
                sql: { script: schema.sql }
              - name: customers
                source:
                  csv: data/customers.csv
                transform:
                  - set:
                      email: lower(email)
                  - keep: id > 0
                  - tidy
                target:
                  table: { name: shop.customers }
                chunk: 2000
                rejects: { limit: 100 }
            """;

    @TempDir
    private Path home;

    private final Problems problems = new Problems();

    @BeforeEach
    void makeFolder() throws IOException {
        Files.createDirectories(home.resolve("jobs"));
    }

    @Test
    void aJobIsReadWhole() throws IOException {
        JobSpec job = read("nightly", NIGHTLY).orElseThrow();

        assertThat(problems.list()).isEmpty();
        assertThat(job.name()).isEqualTo("nightly");
        assertThat(job.description()).isEqualTo("Nightly import");
        assertThat(job.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(job.steps()).extracting(StepSpec::name).containsExactly("schema", "customers");
    }

    @Test
    void aParameterHasATypeAndMayHaveADefault() throws IOException {
        List<ParameterSpec> parameters = read("nightly", NIGHTLY).orElseThrow().parameters();

        assertThat(parameters).extracting(ParameterSpec::name).containsExactly("date", "note");
        assertThat(parameters)
                .extracting(ParameterSpec::type)
                .containsExactly(ParameterSpec.Type.DATE, ParameterSpec.Type.STRING);
        assertThat(parameters).extracting(ParameterSpec::identifying).containsExactly(true, false);
        assertThat(parameters).extracting(ParameterSpec::description).containsExactly("business date", null);
        assertThat(parameters).extracting(ParameterSpec::position).containsExactly(at(4, 3), at(5, 3));
        assertThat(parameters)
                .extracting(ParameterSpec::defaultValue)
                .extracting(Node.Scalar::value)
                .containsExactly("yesterday", "");
    }

    @Test
    void aSqlStepHasNothingElse() throws IOException {
        StepSpec step = read("nightly", NIGHTLY).orElseThrow().steps().get(0);

        assertThat(step.sql()).extracting(PartSpec::name, PartSpec::position).containsExactly("sql", at(8, 5));
        assertThat(step.source()).isNull();
        assertThat(step.target()).isNull();
        assertThat(step.position()).isEqualTo(at(7, 5));
    }

    @Test
    void aStepHoldsItsPartsInOrder() throws IOException {
        StepSpec step = read("nightly", NIGHTLY).orElseThrow().steps().get(1);

        assertThat(step.source()).extracting(PartSpec::name).isEqualTo("csv");
        assertThat(step.transforms()).extracting(PartSpec::name).containsExactly("set", "keep", "tidy");
        assertThat(step.transforms()).extracting(PartSpec::position).containsExactly(at(13, 9), at(15, 9), at(16, 9));
        assertThat(step.target()).extracting(PartSpec::name).isEqualTo("table");
        assertThat(step.options().chunk()).isEqualTo(2000);
        assertThat(step.options().rejects()).isEqualTo(new RejectLimit(100, -1, at(20, 23)));
    }

    @Test
    void aPartsOptionsAreItsValueAsItStands() throws IOException {
        StepSpec step = read("nightly", NIGHTLY).orElseThrow().steps().get(1);

        assertThat(step.source()).extracting(PartSpec::options).isInstanceOfSatisfying(Node.Scalar.class, path -> {
            assertThat(path.value()).isEqualTo("data/customers.csv");
            assertThat(path.at(5)).isEqualTo(at(11, 17));
        });
        assertThat(step.transforms().get(2).options())
                .isInstanceOfSatisfying(
                        Node.Mapping.class, none -> assertThat(none.entries()).isEmpty());
    }

    private Optional<JobSpec> read(String name, String text) throws IOException {
        Files.writeString(home.resolve("jobs").resolve(name + ".yaml"), text);
        Settings settings = new Settings(home, "shop", null, ZoneId.of("UTC"), Map.of(), Map.of());
        return new JobReader(settings, problems).read(name);
    }

    private static Position at(int line, int column) {
        return new Position("jobs/nightly.yaml", line, column);
    }
}
