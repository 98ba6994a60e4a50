package io.nightload.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.cli.text.Output;
import io.nightload.cli.text.Terminal;
import io.nightload.step.StepListener.StepProgress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ConsoleListenerTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final SteppedClock clock = new SteppedClock();

    private ConsoleListener listener(Terminal terminal) {
        PrintStream err = new PrintStream(written, true, StandardCharsets.UTF_8);
        return new ConsoleListener(new Output(err, Terminal.PIPE, err, terminal), "db/shop", clock);
    }

    private String written() {
        String text = written.toString(StandardCharsets.UTF_8);
        written.reset();
        return text;
    }

    private static StepProgress progress(long rows) {
        return new StepProgress("orders", rows, 3, 45_120.4, 6_600_000, 10_000_000, 3.2);
    }

    @Test
    void theFirstLineNamesJobIdentityDatabaseAndExecution() {
        listener(Terminal.PIPE).jobStarted(7, "nightly-shop", "date=2026-11-20", false);
        assertThat(written()).isEqualTo("nightly-shop date=2026-11-20 into db/shop, execution 7\n");
    }

    @Test
    void aResumeSaysSo() {
        listener(Terminal.PIPE).jobStarted(8, "load", "", true);
        assertThat(written()).isEqualTo("load into db/shop, execution 8, resuming what did not complete\n");
    }

    @Test
    void aTerminalHasOneLineThatIsRedrawn() {
        ConsoleListener listener = listener(new Terminal(true, false, 120));
        listener.progress(progress(12_000));
        clock.pass(Duration.ofMillis(100));
        listener.progress(progress(13_000));
        assertThat(written())
                .isEqualTo("\r\u001b[Korders: 12,000 rows, 45,120/s, 66% of 9.5 MiB, 4 s left, 3 rejected"
                        + "\r\u001b[Korders: 13,000 rows, 45,120/s, 66% of 9.5 MiB, 4 s left, 3 rejected");
    }

    @Test
    void aTerminalIsRedrawnTenTimesASecondAtMost() {
        ConsoleListener listener = listener(new Terminal(true, false, 120));
        listener.progress(progress(1));
        written();
        clock.pass(Duration.ofMillis(99));
        listener.progress(progress(2));
        assertThat(written()).isEmpty();
    }

    @Test
    void theLiveLineFitsItsTerminal() {
        listener(new Terminal(true, false, 40)).progress(progress(12_000));
        assertThat(written()).isEqualTo("\r\u001b[Korders: 12,000 rows, 45,120/s, 66% of …");
    }

    @Test
    void theLiveLineMakesRoomForWhatIsSaid() {
        ConsoleListener listener = listener(new Terminal(true, false, 120));
        listener.progress(progress(1));
        written();
        listener.note("the server restarted");
        assertThat(written()).isEqualTo("\r\u001b[Kthe server restarted\n");
    }

    @Test
    void elsewhereALineIsWrittenEachTenSeconds() {
        ConsoleListener listener = listener(Terminal.PIPE);
        for (int second = 0; second < 25; second++) {
            clock.pass(Duration.ofSeconds(1));
            listener.progress(progress(second));
        }
        assertThat(written().lines())
                .containsExactly(
                        "01:00:10 orders: 9 rows, 45,120/s, 66% of 9.5 MiB, 4 s left, 3 rejected",
                        "01:00:20 orders: 19 rows, 45,120/s, 66% of 9.5 MiB, 4 s left, 3 rejected");
    }

    @Test
    void whatIsUnknownIsLeftOut() {
        assertThat(ProgressText.of(new StepProgress("orders", 1, 0, 10, 0, -1, -1)))
                .isEqualTo("orders: 1 row, 10/s");
    }

    /** A clock that goes on when it is told to. */
    private static final class SteppedClock extends Clock {

        private Instant now = Instant.parse("2026-11-21T01:00:00Z");

        void pass(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }
    }
}
