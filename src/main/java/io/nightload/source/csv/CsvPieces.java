package io.nightload.source.csv;

import io.nightload.row.Schema;
import io.nightload.source.file.FilePosition;
import io.nightload.source.file.FileRange;
import io.nightload.source.file.ReadAhead;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records of several CSV files, one file after the other, a window at a time. */
final class CsvPieces implements ReadAhead.Maker<CsvPieces.Piece> {

    /**
     * Some records.
     *
     * @param index of their file
     * @param consumed bytes of it that were read to get here
     */
    record Piece(int index, Records records, long consumed) {}

    private final Schema schema;
    private final Dialect dialect;
    private final WindowSize size;
    private final List<PlannedFile> files;
    private final FileRange range;
    private int index;
    private @Nullable CsvFile file;

    /** @param index of the file that is opened here, behind this position; of none where the range has it not */
    CsvPieces(
            Schema schema,
            Dialect dialect,
            WindowSize size,
            List<PlannedFile> files,
            FileRange range,
            int index,
            FilePosition position)
            throws IOException {
        this.schema = schema;
        this.dialect = dialect;
        this.size = size;
        this.files = files;
        this.range = range;
        this.index = index;
        this.file = openFile(position);
    }

    @Override
    public @Nullable Piece next() throws IOException {
        for (CsvFile current = file; current != null; current = nextFile()) {
            Records records = current.next(schema);
            if (records != null) {
                return new Piece(index, records, current.consumed());
            }
        }
        return null;
    }

    private @Nullable CsvFile nextFile() throws IOException {
        close();
        index++;
        file = openFile(FilePosition.START);
        return file;
    }

    private @Nullable CsvFile openFile(FilePosition position) throws IOException {
        return range.has(index) ? CsvFile.open(files.get(index), dialect, size, position, range.endIn(index)) : null;
    }

    @Override
    public void close() throws IOException {
        CsvFile open = file;
        file = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new IOException("closing " + files.get(index).file().name() + ": " + e.getMessage(), e);
            }
        }
    }
}
