package io.nightload.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CancellingTest {

    private static final int SECONDS = 30;

    @Test
    void itIsSaidAgainUntilTheRunHasEndedWhateverFails() throws InterruptedException {
        CountDownLatch said = new CountDownLatch(4);
        Runnable stop = () -> {
            said.countDown();
            if (said.getCount() % 2 == 0) {
                throw new IllegalStateException("not now");
            }
        };
        try (Cancelling cancelling = new Cancelling(stop, Duration.ZERO)) {
            cancelling.begin();

            assertThat(said.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void nothingIsCancelledBeforeTheGraceIsOver() throws InterruptedException {
        Duration grace = Duration.ofMillis(300);
        Thread asking = Thread.currentThread();
        CountDownLatch cancelled = new CountDownLatch(1);
        Runnable stop = () -> {
            if (Thread.currentThread() != asking) {
                cancelled.countDown();
            }
        };
        long begun = System.nanoTime();
        try (Cancelling cancelling = new Cancelling(stop, grace)) {
            cancelling.begin();

            assertThat(cancelled.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(grace);
    }

    @Test
    void itIsSaidAtOnceForEachThatAsks() throws InterruptedException {
        AtomicInteger said = new AtomicInteger();
        try (Cancelling cancelling = new Cancelling(said::incrementAndGet, Duration.ofHours(1))) {
            cancelling.begin();
            cancelling.begin();
        }
        assertThat(said).hasValue(2);
    }
}
