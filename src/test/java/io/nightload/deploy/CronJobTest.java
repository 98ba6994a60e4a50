package io.nightload.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import io.nightload.spec.ConnectionSpec;
import io.nightload.spec.Problems;
import io.nightload.spec.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CronJobTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static JsonNode manifest() throws IOException {
        Object yaml = new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(Path.of("deploy/cronjob.yaml")));
        return JSON.valueToTree(yaml);
    }

    private static JobSpec job() throws IOException {
        return JSON.treeToValue(manifest(), CronJob.class)
                .getSpec()
                .getJobTemplate()
                .getSpec();
    }

    private static PodSpec pod() throws IOException {
        return job().getTemplate().getSpec();
    }

    private static Container container() throws IOException {
        return pod().getContainers().get(0);
    }

    @Test
    void kubernetesKnowsEveryField() throws IOException {
        CronJob understood = Strict.MAPPER.treeToValue(manifest(), CronJob.class);

        assertThat(JSON.readTree(JSON.writeValueAsString(understood))).isEqualTo(manifest());
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowIsSeen() throws IOException {
        JsonNode mistyped = JSON.readTree(manifest().toString().replace("restartPolicy", "restartPolice"));

        assertThatThrownBy(() -> Strict.MAPPER.treeToValue(mistyped, CronJob.class))
                .hasMessageContaining("restartPolice");
    }

    @ParameterizedTest
    @CsvSource({"1, retried", "2, FailJob", "3, FailJob", "4, retried", "5, FailJob", "137, retried", "143, retried"})
    void anExitCodeIsRetriedOrFailsTheJob(int code, String expected) throws IOException {
        assertThat(job().getPodFailurePolicy().getRules().stream()
                        .filter(rule -> concerns(rule, code))
                        .map(PodFailurePolicyRule::getAction)
                        .findFirst()
                        .orElse("retried"))
                .isEqualTo(expected);
        assertThat(job().getBackoffLimit()).isPositive();
        assertThat(pod().getRestartPolicy()).isEqualTo("Never");
    }

    private static boolean concerns(PodFailurePolicyRule rule, int code) {
        return rule.getOnExitCodes() != null
                && rule.getOnExitCodes().getOperator().equals("In")
                && rule.getOnExitCodes().getContainerName().equals("nightload")
                && rule.getOnExitCodes().getValues().contains(code);
    }

    @Test
    void aPodThatIsMovedElsewhereIsNoFailure() throws IOException {
        assertThat(job().getPodFailurePolicy().getRules())
                .filteredOn(rule -> rule.getAction().equals("Ignore"))
                .singleElement()
                .satisfies(rule -> assertThat(rule.getOnPodConditions())
                        .singleElement()
                        .satisfies(condition -> assertThat(condition.getType()).isEqualTo("DisruptionTarget")));
    }

    @Test
    void twoRunsAreNeverStartedOnPurpose() throws IOException {
        assertThat(JSON.treeToValue(manifest(), CronJob.class).getSpec().getConcurrencyPolicy())
                .isEqualTo("Forbid");
        assertThat(job().getPodReplacementPolicy()).isEqualTo("Failed");
    }

    @Test
    void theProgramHasNoRightsThatItDoesNotNeed() throws IOException {
        SecurityContext rights = container().getSecurityContext();

        assertThat(pod().getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod().getAutomountServiceAccountToken()).isFalse();
        assertThat(rights.getReadOnlyRootFilesystem()).isTrue();
        assertThat(rights.getAllowPrivilegeEscalation()).isFalse();
        assertThat(rights.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(Files.readAllLines(Path.of("deploy/Dockerfile"))).contains("USER 10001");
    }

    @Test
    void theMemoryAllowsTheUsualHeapAndAsMuchBesideIt() throws IOException {
        assertThat(Quantity.getAmountInBytes(
                        container().getResources().getLimits().get("memory")))
                .isGreaterThanOrEqualTo(Quantity.getAmountInBytes(new Quantity("512Mi")));
    }

    @Test
    void whatIsMountedIsThere() throws IOException {
        assertThat(container().getVolumeMounts())
                .extracting(VolumeMount::getName)
                .containsExactlyInAnyOrderElementsOf(
                        pod().getVolumes().stream().map(Volume::getName).toList());
    }

    @Test
    void theSettingsAreUnderstoodAndThePasswordIsAFile(@TempDir Path home) throws IOException {
        Files.createDirectory(home.resolve("jobs"));
        Files.writeString(home.resolve("password"), "s3cret\n");
        Map<String, String> environment = container().getEnv().stream()
                .collect(Collectors.toMap(
                        EnvVar::getName,
                        variable -> variable.getValue().replace("/run/secrets/nightload/password", "password")));
        Problems problems = new Problems();

        ConnectionSpec target = new SettingsReader(home, environment, problems)
                .read(null)
                .connection("target")
                .orElseThrow();

        assertThat(problems.list()).isEmpty();
        assertThat(target.password()).isEqualTo("s3cret");
        assertThat(target.url()).contains("sslmode=verify-full");
        assertThat(container().getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .contains("/run/secrets/nightload");
        assertThat(container().getArgs()).isEqualTo(List.of("run", "nightly-shop"));
    }
}
