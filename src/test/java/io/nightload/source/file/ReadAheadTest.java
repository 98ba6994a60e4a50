package io.nightload.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadAheadTest {

    /** Counts up to a last number, then ends or fails. */
    private static final class Numbers implements ReadAhead.Maker<Integer> {

        private final int last;
        private final boolean fails;
        private final AtomicInteger made = new AtomicInteger();
        private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
        private final CountDownLatch third = new CountDownLatch(3);
        private boolean closed;

        Numbers(int last, boolean fails) {
            this.last = last;
            this.fails = fails;
        }

        @Override
        public @Nullable Integer next() throws IOException {
            thread.set(Thread.currentThread());
            int next = made.incrementAndGet();
            third.countDown();
            if (next > last && fails) {
                throw new IOException("nothing behind " + last);
            }
            return next > last ? null : next;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static ReadAhead<Integer> ahead(Numbers numbers, long most) {
        return new ReadAhead<>("numbers", numbers, number -> 10, most);
    }

    @Test
    void piecesComeInTheirOrderAndTheEndStays() throws IOException {
        try (ReadAhead<Integer> ahead = ahead(new Numbers(3, false), 1000)) {
            assertThat(ahead.next()).isEqualTo(1);
            assertThat(ahead.next()).isEqualTo(2);
            assertThat(ahead.next()).isEqualTo(3);
            assertThat(ahead.next()).isNull();
            assertThat(ahead.next()).isNull();
        }
    }

    @Test
    void anErrorIsMetBehindThePiecesBeforeItAndStays() throws IOException {
        try (ReadAhead<Integer> ahead = ahead(new Numbers(1, true), 1000)) {
            assertThat(ahead.next()).isEqualTo(1);
            assertThatThrownBy(ahead::next).isInstanceOf(IOException.class).hasMessage("nothing behind 1");
            assertThatThrownBy(ahead::next).hasMessage("nothing behind 1");
        }
    }

    @Test
    void noMoreIsMadeThanFits() throws Exception {
        Numbers numbers = new Numbers(100, false);
        try (ReadAhead<Integer> ahead = ahead(numbers, 25)) {
            numbers.third.await(); // the third one is made and finds no room

            assertThat(numbers.made).hasValue(3);
            assertThat(ahead.next()).isEqualTo(1);
        }
    }

    @Test
    void aPieceThatIsTooLargeComesAlone() throws IOException {
        try (ReadAhead<Integer> ahead = ahead(new Numbers(2, false), 1)) {
            assertThat(ahead.next()).isEqualTo(1);
            assertThat(ahead.next()).isEqualTo(2);
            assertThat(ahead.next()).isNull();
        }
    }

    @Test
    void closingEndsTheThreadAlsoWhereItWaitsForRoom() throws Exception {
        Numbers numbers = new Numbers(Integer.MAX_VALUE, false);
        ReadAhead<Integer> ahead = ahead(numbers, 25);
        numbers.third.await();

        ahead.close();
        ahead.close();

        assertThat(Objects.requireNonNull(numbers.thread.get()).isAlive()).isFalse();
        assertThat(numbers.closed).isTrue();
    }
}
