package io.nightload.cli.query;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file of CSV that is opened, and loses what it holds, only when there are rows to be written: their query has succeeded. */
public final class CsvFile implements RowSink, AutoCloseable {

    private final Path path;
    private @Nullable PrintStream out;
    private @Nullable CsvRows rows;

    public CsvFile(Path path) {
        this.path = path;
    }

    /** @throws UncheckedIOException if the file cannot be opened */
    @Override
    public void begin(List<ResultColumn> columns) {
        try {
            out = new PrintStream(Files.newOutputStream(path), false, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        rows = new CsvRows(out);
        rows.begin(columns);
    }

    @Override
    public void row(List<@Nullable String> values) {
        opened().row(values);
    }

    @Override
    public boolean flush() {
        return opened().flush();
    }

    @Override
    public void end(boolean more) {
        opened().end(more);
    }

    private CsvRows opened() {
        if (rows == null) {
            throw new IllegalStateException(path + " was not begun");
        }
        return rows;
    }

    /** Whether all that was written so far is in the file. */
    public boolean isIntact() {
        return out == null || !out.checkError();
    }

    @Override
    public void close() {
        if (out != null) {
            out.close();
        }
    }
}
