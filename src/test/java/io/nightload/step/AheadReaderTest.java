package io.nightload.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.part.Source;
import io.nightload.pool.guard.ChunkGuard;
import io.nightload.row.Block;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

class AheadReaderTest {

    private final Numbers numbers = new Numbers(11);
    private final ChunkSize size = ChunkSize.fixed(3);
    private final AheadReader reader = new AheadReader(
            "reads ahead", numbers, new ChunkReader(numbers, size, Long.MAX_VALUE), size, new ChunkGuard("s", null));

    /** Rows whose line is their number; its position is how many were read. */
    private static final class Numbers implements ItemStreamReader<Row>, Source.Needed {
        private final BlockingQueue<Integer> positions = new LinkedBlockingQueue<>();
        private final AtomicBoolean closed = new AtomicBoolean();
        private final int count;
        private final AtomicInteger read = new AtomicInteger();
        private volatile int failing = Integer.MAX_VALUE;
        private volatile boolean needed;

        Numbers(int count) {
            this.count = count;
        }

        @Override
        public @Nullable Row read() {
            if (read.get() == failing - 1) {
                throw new IllegalStateException("row " + failing + " is torn");
            }
            return read.get() == count ? null : row(read.incrementAndGet());
        }

        private static Row row(int number) {
            return Row.of(
                    new Schema(List.of()),
                    new Block("numbers", new byte[1], new int[0], new int[0]),
                    new Row.Extent(0, 0, 1, number, 0));
        }

        @Override
        public void update(ExecutionContext context) {
            context.putInt("read", read.get());
            context.put("even", read.get() % 2 == 0 ? "yes" : null);
            positions.add(read.get());
        }

        @Override
        public boolean isNeeded() {
            return needed;
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }

    @AfterEach
    void close() throws Exception {
        reader.close();

        assertThat(numbers.closed).isTrue();
    }

    @Test
    void rowsAndPositionsAreThoseOfTheChunkThatWasTaken() throws Exception {
        List<String> chunks = new ArrayList<>();
        do {
            List<Long> lines = chunk();
            chunks.add(lines + " " + position());
        } while (!reader.isAtEnd());

        assertThat(chunks).containsExactly("[1, 2, 3] 3", "[4, 5, 6] 6", "[7, 8, 9] 9", "[10, 11] 11");
    }

    /** As a key's column that is NULL. */
    @Test
    void whatAPositionNoLongerHasGoesFromTheCheckpoint() throws Exception {
        ExecutionContext checkpoint = new ExecutionContext(Map.of("read", 0, "even", "yes", "of another", 1));
        reader.open(checkpoint);
        List<Map<String, Object>> positions = new ArrayList<>();

        do {
            chunk();
            reader.update(checkpoint);
            positions.add(Map.copyOf(checkpoint.toMap()));
        } while (!reader.isAtEnd());

        assertThat(positions)
                .containsExactly(
                        Map.of("read", 3, "of another", 1),
                        Map.of("read", 6, "even", "yes", "of another", 1),
                        Map.of("read", 9, "of another", 1),
                        Map.of("read", 11, "of another", 1));
    }

    @Test
    void twoChunksAreReadWhileOneIsWrittenAndNoMore() throws Exception {
        chunk();

        assertThat(List.of(nextPosition(), nextPosition(), nextPosition())).containsExactly(3, 6, 9);
        assertThat(numbers.read).hasValue(9);
        assertThat(position()).isEqualTo(3);
    }

    @Test
    void aFailureIsMetByWhoTakesItsChunk() throws Exception {
        numbers.failing = 4;

        assertThat(chunk()).containsExactly(1L, 2L, 3L);
        assertThatThrownBy(this::chunk).hasMessage("row 4 is torn");
    }

    @Test
    void aReaderThatItsRowsNeedStandsStillUntilTheyAreWritten() throws Exception {
        numbers.needed = true;

        chunk();
        assertThat(numbers.positions).isEmpty();
        assertThat(numbers.read).hasValue(3);

        numbers.needed = false;
        assertThat(position()).isEqualTo(3);
        assertThat(List.of(nextPosition(), nextPosition())).containsExactly(3, 6);
    }

    private int nextPosition() throws InterruptedException {
        Integer position = numbers.positions.poll(1, TimeUnit.MINUTES);
        assertThat(position).isNotNull();
        return position;
    }

    private List<Long> chunk() throws Exception {
        reader.beginChunk();
        return reader.read().stream().map(row -> row.origin().line()).toList();
    }

    private int position() {
        ExecutionContext context = new ExecutionContext();
        reader.update(context);
        return context.getInt("read");
    }
}
