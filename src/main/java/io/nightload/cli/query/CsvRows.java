package io.nightload.cli.query;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CSV by RFC 4180's rules of quoting, with a header. Lines end in a line feed alone, as {@code psql --csv} writes them
 * and as other programs in a pipe want them. NULL is nothing and an empty text is {@code ""}, so that
 * {@code COPY … CSV} reads back what was there.
 */
public final class CsvRows implements RowSink {

    private final PrintStream out;
    private final StringBuilder buffer = new StringBuilder();

    public CsvRows(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(List<ResultColumn> columns) {
        List<@Nullable String> header = new ArrayList<>();
        columns.forEach(column -> header.add(column.name()));
        row(header);
    }

    @Override
    public void row(List<@Nullable String> values) {
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                buffer.append(',');
            }
            @Nullable String value = values.get(i);
            if (value != null) {
                append(value);
            }
        }
        buffer.append('\n');
    }

    private void append(String value) {
        if (value.isEmpty() || value.equals("\\.") || value.chars().anyMatch(c -> ",\"\r\n".indexOf(c) >= 0)) {
            buffer.append('"').append(value.replace("\"", "\"\"")).append('"');
        } else {
            buffer.append(value);
        }
    }

    @Override
    public boolean flush() {
        out.print(buffer);
        buffer.setLength(0);
        return !out.checkError();
    }

    @Override
    public void end(boolean more) {}
}
