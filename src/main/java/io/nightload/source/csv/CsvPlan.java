package io.nightload.source.csv;

import io.nightload.part.Source;
import io.nightload.part.StepRuntime;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import java.util.List;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** CSV files whose headers were read. */
record CsvPlan(Schema schema, Dialect dialect, List<PlannedFile> files) implements Source.Plan {

    @Override
    public boolean isEmpty() {
        return files.isEmpty();
    }

    @Override
    public List<Source.Input> inputs() {
        return files.stream().map(file -> file.file().input()).toList();
    }

    @Override
    public ItemStreamReader<Row> reader(StepRuntime runtime) {
        return new CsvReader(schema, dialect, WindowSize.STANDARD, files);
    }
}
