package io.nightload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SignalsTest {

    private static void raise(String name) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        signal.getMethod("raise", signal)
                .invoke(null, signal.getConstructor(String.class).newInstance(name));
    }

    @Test
    void theFirstSignalIsPassedOnAndGivesTheExitCode() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        try (Signals signals = Signals.catchFor(stopped::countDown)) {
            assertThat(signals.exitCode()).isEmpty();
            raise("TERM");
            assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(signals.exitCode()).hasValue(143);
        }
    }

    @Test
    void afterwardsTheSignalsAreTheirFormerOwnersAgain() throws Exception {
        CountDownLatch outer = new CountDownLatch(1);
        CountDownLatch inner = new CountDownLatch(1);
        try (Signals signals = Signals.catchFor(outer::countDown)) {
            Signals.catchFor(inner::countDown).close();
            raise("HUP");
            assertThat(outer.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(signals.exitCode()).hasValue(129);
        }
        assertThat(inner.getCount()).isEqualTo(1);
    }
}
