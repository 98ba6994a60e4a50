package io.nightload.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.row.Block;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChunkReaderTest {

    @Test
    void aChunkEndsAfterItsRows() throws Exception {
        assertThat(chunksOf(reader(3, Long.MAX_VALUE, 10, 10, 10, 10, 10))).containsExactly(3, 2);
    }

    @Test
    void aChunkEndsAfterItsBytes() throws Exception {
        assertThat(chunksOf(reader(100, 25, 10, 10, 10, 10, 30, 1))).containsExactly(3, 2, 1);
    }

    @Test
    void theEndBehindAFullChunkIsAnEmptyChunk() throws Exception {
        assertThat(chunksOf(reader(2, Long.MAX_VALUE, 1, 1))).containsExactly(2, 0);
    }

    private static List<Integer> chunksOf(ChunkReader reader) throws Exception {
        List<Integer> sizes = new ArrayList<>();
        while (!reader.isAtEnd()) {
            reader.beginChunk();
            sizes.add(reader.read().size());
        }
        return sizes;
    }

    private static ChunkReader reader(int rowLimit, long byteLimit, Integer... sizes) {
        Block block = new Block("x", new byte[100], new int[0], new int[0]);
        Schema schema = new Schema(List.of());
        Iterator<Row> rows = Stream.of(sizes)
                .map(size -> Row.of(schema, block, new Row.Extent(0, 0, size, 0, 0)))
                .collect(Collectors.toCollection(ArrayList::new))
                .iterator();
        return new ChunkReader(() -> rows.hasNext() ? rows.next() : null, ChunkSize.fixed(rowLimit), byteLimit);
    }
}
