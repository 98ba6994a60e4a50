package io.nightload.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.replay.ReplayReport.Outcome;
import io.nightload.run.RunListener;
import io.nightload.step.StepReport;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplayRunTest {

    @Test
    void whatFailsByItselfIsToldAlsoWhereItIsToStop() {
        ReplayRun run = new ReplayRun(new RunListener() {});
        run.stop();

        run.stepEnded(failed("no room in t"));

        assertThat(run.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(run.error()).isEqualTo("step a: no room in t");
    }

    private static StepReport failed(String error) {
        return new StepReport(
                "a",
                "public.t",
                StepReport.Status.FAILED,
                false,
                Map.of(),
                Map.of(),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                null,
                null,
                null,
                error);
    }
}
