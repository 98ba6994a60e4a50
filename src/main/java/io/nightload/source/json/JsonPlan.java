package io.nightload.source.json;

import io.nightload.part.Source;
import io.nightload.part.StepRuntime;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import java.util.List;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * JSON files whose first objects were read.
 *
 * @param isEmpty whether they have no record
 */
record JsonPlan(
        Schema schema,
        Layout layout,
        List<Layout.Level> levels,
        List<JsonFile> files,
        boolean ignoreUnknown,
        boolean isEmpty)
        implements Source.Plan {

    @Override
    public List<Source.Input> inputs() {
        return files.stream().map(file -> file.file().input()).toList();
    }

    @Override
    public ItemStreamReader<Row> reader(StepRuntime runtime) {
        return new JsonReader(this);
    }
}
