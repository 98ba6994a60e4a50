package io.nightload.source.csv;

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

/** CSV files whose headers were read, or a range of their records. */
record CsvPlan(Schema schema, Dialect dialect, List<PlannedFile> files, FileRange range) implements Source.Plan {

    CsvPlan(Schema schema, Dialect dialect, List<PlannedFile> files) {
        this(schema, dialect, files, FileRange.all(files.size()));
    }

    @Override
    public boolean mayBeReadAhead() {
        return false;
    }

    @Override
    public boolean isEmpty() {
        return files.isEmpty();
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
        return Optional.of(files.get(0).name() + " is compressed or not in UTF-8, so it is read from its beginning on");
    }

    @Override
    public List<Source.Partition> divide(int wanted, Function<String, DataSource> databases) {
        try {
            return new FileDivision(files.stream().map(PlannedFile::file).toList(), new CsvRecords(files, dialect))
                    .divide(wanted);
        } catch (IOException e) {
            throw new ItemStreamException(e.getMessage(), e);
        }
    }

    @Override
    public Source.Plan within(Source.Partition partition) {
        return new CsvPlan(schema, dialect, files, FileRange.of(partition.bounds()));
    }

    @Override
    public KeptRows keeping(Set<Integer> slots) {
        return new KeptRecords(schema, dialect, files);
    }

    @Override
    public ItemStreamReader<Row> reader(StepRuntime runtime) {
        return new CsvReader(schema, dialect, WindowSize.STANDARD, files, range, runtime.partition() > 0);
    }
}
