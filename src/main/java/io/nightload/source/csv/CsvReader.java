package io.nightload.source.csv;

import io.nightload.part.Source;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.source.file.FileCheckpoint;
import io.nightload.source.file.FilePosition;
import io.nightload.source.file.FileRange;
import io.nightload.source.file.ReadAhead;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamException;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Reads the rows of several CSV files, one file after the other. Used by one thread, but for its progress; the files are
 * read and taken apart ahead of it by another.
 */
final class CsvReader implements ItemStreamReader<Row>, Source.Progress {

    /** The share of the heap that may wait: about what a chunk takes, so that the next one is there at once. */
    private static final int HEAP_SHARE = 16;

    /** Where several partitions may be read at once. */
    private static final int HEAP_SHARE_OF_PARTITION = 64;

    private static final long MOST_AHEAD = 32L << 20;

    private final Schema schema;
    private final Dialect dialect;
    private final WindowSize size;
    private final List<PlannedFile> files;
    private final FileRange range;
    private final long ahead;
    private int index;
    private @Nullable ReadAhead<CsvPieces.Piece> pieces;
    private @Nullable Records records;
    private int row;
    private FilePosition position = FilePosition.START;
    private volatile long done;

    /** @param partition whether others may be read at the same time */
    CsvReader(
            Schema schema,
            Dialect dialect,
            WindowSize size,
            List<PlannedFile> files,
            FileRange range,
            boolean partition) {
        this.schema = schema;
        this.dialect = dialect;
        this.size = size;
        this.files = files;
        this.range = range;
        int share = partition ? HEAP_SHARE_OF_PARTITION : HEAP_SHARE;
        this.ahead = Math.min(MOST_AHEAD, Runtime.getRuntime().maxMemory() / share);
    }

    @Override
    public void open(ExecutionContext context) {
        close();
        FileCheckpoint last = FileCheckpoint.of(context, range);
        index = last.file();
        position = last.position();
        done = sizes(index) - before();
        try {
            CsvPieces made = new CsvPieces(schema, dialect, size, files, range, index, position);
            pieces = new ReadAhead<>(
                    Thread.currentThread().getName() + ", reading ahead",
                    made,
                    piece -> piece.records().weight(),
                    ahead);
        } catch (IOException e) {
            throw new ItemStreamException(e.getMessage(), e);
        }
    }

    @Override
    public @Nullable Row read() throws IOException {
        Records current = records;
        if (current == null || row == current.count()) {
            current = nextRecords();
        }
        return current == null ? null : current.row(row++);
    }

    private @Nullable Records nextRecords() throws IOException {
        ReadAhead<CsvPieces.Piece> open = pieces;
        if (open == null) {
            throw new IllegalStateException("the reader is not open");
        }
        CsvPieces.Piece piece = open.next();
        row = 0;
        if (piece == null) {
            passFiles();
            done = total();
            records = null;
            return null;
        }
        index = piece.index();
        done = Math.min(total(), sizes(index) + piece.consumed() - before());
        records = piece.records();
        return records;
    }

    private void passFiles() {
        position = position();
        while (range.has(index)) {
            index++;
            position = FilePosition.START;
        }
    }

    /** Behind the last row that was handed out: what is parsed beyond it has to be read again. */
    private FilePosition position() {
        Records current = records;
        return current == null ? position : current.after(row - 1);
    }

    @Override
    public void update(ExecutionContext context) {
        new FileCheckpoint(index, position()).keepIn(context);
    }

    @Override
    public void close() {
        ReadAhead<CsvPieces.Piece> open = pieces;
        pieces = null;
        records = null;
        row = 0;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new ItemStreamException(e.getMessage(), e);
            }
        }
    }

    @Override
    public long done() {
        return done;
    }

    @Override
    public long total() {
        return sizes(range.endFile()) + range.end() - before();
    }

    /** Bytes before the range. */
    private long before() {
        return sizes(range.file()) + range.offset();
    }

    private long sizes(int count) {
        return files.stream().limit(count).mapToLong(f -> f.file().size()).sum();
    }
}
