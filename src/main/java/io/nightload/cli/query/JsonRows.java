package io.nightload.cli.query;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An array of objects, one a line. Of columns with the same name the later ones have a number: {@code id}, {@code id_2}. */
public final class JsonRows implements RowSink {

    private static final JsonMapper JSON = new JsonMapper();

    private final PrintStream out;
    private final StringBuilder buffer = new StringBuilder("[");
    private final List<ResultColumn> columns = new ArrayList<>();
    private boolean any;

    public JsonRows(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(List<ResultColumn> result) {
        List<String> names = new ArrayList<>();
        for (ResultColumn column : result) {
            String name = column.name();
            for (int number = 2; names.contains(name); number++) {
                name = column.name() + "_" + number;
            }
            names.add(name);
            columns.add(new ResultColumn(name, column.type()));
        }
    }

    @Override
    public void row(List<@Nullable String> values) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i).name(), JsonValue.of(columns.get(i).type(), values.get(i)));
        }
        buffer.append(any ? ",\n" : "\n").append(JSON.writeValueAsString(row));
        any = true;
    }

    @Override
    public boolean flush() {
        out.print(buffer);
        buffer.setLength(0);
        return !out.checkError();
    }

    @Override
    public void end(boolean more) {
        buffer.append(any ? "\n]\n" : "]\n");
        flush();
    }
}
