package io.nightload.source.json;

import io.nightload.part.Source;
import io.nightload.part.StepRuntime;
import io.nightload.part.kept.KeptRows;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.source.file.FileDivision;
import io.nightload.source.file.FileRange;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.batch.infrastructure.item.ItemStreamException;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * JSON files whose first objects were read.
 *
 * @param isEmpty whether they have no record
 * @param range of their records that is read
 */
record JsonPlan(
        Schema schema,
        Layout layout,
        List<Layout.Level> levels,
        List<JsonFile> files,
        boolean ignoreUnknown,
        boolean isEmpty,
        FileRange range)
        implements Source.Plan {

    JsonPlan(
            Schema schema,
            Layout layout,
            List<Layout.Level> levels,
            List<JsonFile> files,
            boolean ignoreUnknown,
            boolean isEmpty) {
        this(schema, layout, levels, files, ignoreUnknown, isEmpty, FileRange.all(files.size()));
    }

    @Override
    public List<Source.Input> inputs() {
        return files.stream().map(file -> file.file().input()).toList();
    }

    @Override
    public Optional<String> undivided() {
        if (files.size() != 1 || files.get(0).mayCut()) {
            return files.isEmpty() ? Optional.of("there is no file") : Optional.empty();
        }
        return Optional.of(files.get(0).file().name()
                + " is one array, compressed or not in UTF-8, so it is read from its beginning on");
    }

    @Override
    public List<Source.Partition> divide(int wanted, Function<String, DataSource> databases) {
        try {
            return new FileDivision(files.stream().map(JsonFile::file).toList(), new JsonLines(files)).divide(wanted);
        } catch (IOException e) {
            throw new ItemStreamException(e.getMessage(), e);
        }
    }

    @Override
    public Source.Plan within(Source.Partition partition) {
        FileRange part = FileRange.of(partition.bounds());
        return new JsonPlan(schema, layout, levels, files, ignoreUnknown, isEmpty, part);
    }

    @Override
    public KeptRows keeping(Set<Integer> slots) {
        return new KeptRecords(this);
    }

    @Override
    public ItemStreamReader<Row> reader(StepRuntime runtime) {
        return new JsonReader(this);
    }
}
