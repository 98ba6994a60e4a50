package io.nightload.source.csv;

import io.nightload.part.Source;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.source.file.FileRange;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamException;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** Reads the rows of several CSV files, one file after the other. Used by one thread, but for its progress. */
final class CsvReader implements ItemStreamReader<Row>, Source.Progress {

    private static final String FILE = "source.file";
    private static final String OFFSET = "source.offset";
    private static final String LINE = "source.line";

    private final Schema schema;
    private final Dialect dialect;
    private final WindowSize size;
    private final List<PlannedFile> files;
    private final FileRange range;
    private int index;
    private @Nullable CsvFile file;
    private @Nullable Records records;
    private int row;
    private FilePosition position = FilePosition.START;
    private long passed;
    private volatile long done;

    CsvReader(Schema schema, Dialect dialect, WindowSize size, List<PlannedFile> files, FileRange range) {
        this.schema = schema;
        this.dialect = dialect;
        this.size = size;
        this.files = files;
        this.range = range;
    }

    @Override
    public void open(ExecutionContext context) {
        index = (int) number(context, FILE, range.file());
        position = new FilePosition(number(context, OFFSET, range.offset()), number(context, LINE, range.line()));
        passed = sizes(index);
        done = passed - before();
        records = null;
        try {
            openFile();
        } catch (IOException e) {
            throw new ItemStreamException(e.getMessage(), e);
        }
    }

    /** A checkpoint that was kept as JSON gives back a small long as an Integer. */
    private static long number(ExecutionContext context, String key, long otherwise) {
        return context.get(key) instanceof Number number ? number.longValue() : otherwise;
    }

    @Override
    public @Nullable Row read() throws IOException {
        Records current = records;
        if (current == null || row == current.count()) {
            current = nextRecords();
            records = current;
            row = 0;
        }
        return current == null ? null : current.row(row++);
    }

    private @Nullable Records nextRecords() throws IOException {
        position = position();
        for (CsvFile current = file; current != null; current = nextFile()) {
            Records next = current.next(schema);
            done = passed - before() + current.consumed();
            if (next != null) {
                return next;
            }
        }
        return null;
    }

    private @Nullable CsvFile nextFile() throws IOException {
        passed += files.get(index).file().size();
        done = Math.min(total(), passed - before());
        index++;
        position = FilePosition.START;
        return openFile();
    }

    private @Nullable CsvFile openFile() throws IOException {
        close();
        if (range.has(index)) {
            file = CsvFile.open(files.get(index), dialect, size, position, range.endIn(index));
        }
        return file;
    }

    /** Behind the last row that was handed out: what is parsed beyond it has to be read again. */
    private FilePosition position() {
        Records current = records;
        return current == null ? position : current.after(row - 1);
    }

    @Override
    public void update(ExecutionContext context) {
        FilePosition now = position();
        context.putLong(FILE, index);
        context.putLong(OFFSET, now.offset());
        context.putLong(LINE, now.line());
    }

    @Override
    public void close() {
        CsvFile open = file;
        file = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new ItemStreamException(
                        "closing " + files.get(index).file().name() + ": " + e.getMessage(), e);
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
