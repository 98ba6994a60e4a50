package io.nightload.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.cli.text.Terminal;
import io.nightload.part.Counts.Kind;
import io.nightload.replay.ReplayReport;
import io.nightload.replay.ReplayReport.Outcome;
import io.nightload.replay.ReplayReport.Replayed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplayTextTest {

    private static List<String> lines(boolean dry, Outcome outcome) {
        Replayed step = new Replayed("lines", "shop.lines, append", Map.of(Kind.READ, 3L, Kind.REJECTED, 1L));
        return new ReplayText(
                        new ReplayReport(7, "nightly", "date=2026-11-20", dry, outcome, 2, List.of(step), 4L, null),
                        Terminal.PIPE)
                .lines();
    }

    @Test
    void oneThatWasInterruptedSaysWhatStays() {
        assertThat(lines(false, Outcome.INTERRUPTED))
                .containsSubsequence(
                        "interrupted after replaying 3 rejected rows of nightly date=2026-11-20, execution 7 in 2.0 s: 1 refused again",
                        "what is committed stays; the same command goes on",
                        "4 rows are still rejected, listed by: nightload rejects 7");
    }

    @Test
    void ofADryRunNothingStays() {
        assertThat(lines(true, Outcome.FAILED))
                .anyMatch(line -> line.startsWith("failed after trying 3 rejected rows"))
                .contains("it was a dry run, and all of it is rolled back")
                .noneMatch(line -> line.contains("stays"));
    }
}
