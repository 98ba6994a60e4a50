package io.nightload.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ChunkSizeTest {

    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

    @Test
    void aSizeThatIsNamedStays() {
        ChunkSize size = ChunkSize.fixed(2000);

        size.took(2000, MILLISECOND);

        assertThat(size.rows()).isEqualTo(2000);
    }

    @Test
    void chunksGrowByTwoUntilOneTakesHalfASecond() {
        ChunkSize size = ChunkSize.automatic();
        assertThat(size.rows()).isEqualTo(1000);

        size.took(1000, 10 * MILLISECOND);
        assertThat(size.rows()).isEqualTo(2000);

        size.took(2000, 400 * MILLISECOND);
        assertThat(size.rows()).isEqualTo(2500);

        size.took(2500, 500 * MILLISECOND);
        assertThat(size.rows()).isEqualTo(2500);
    }

    @Test
    void chunksThatTakeTooLongShrinkButNotBelowTheFirst() {
        ChunkSize size = ChunkSize.automatic();
        size.took(1000, 10 * MILLISECOND);

        size.took(2000, 2000 * MILLISECOND);
        assertThat(size.rows()).isEqualTo(1000);

        size.took(1000, 2000 * MILLISECOND);
        assertThat(size.rows()).isEqualTo(1000);
    }

    @Test
    void aChunkThatItsBytesOrTheEndCutShortSaysNothing() {
        ChunkSize size = ChunkSize.automatic();

        size.took(7, MILLISECOND);

        assertThat(size.rows()).isEqualTo(1000);
    }
}
