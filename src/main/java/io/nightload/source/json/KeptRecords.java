package io.nightload.source.json;

import io.nightload.part.kept.KeptRows;
import io.nightload.part.kept.Unreadable;
import io.nightload.row.Origin;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.source.file.FilePosition;
import java.nio.charset.StandardCharsets;

/** Records as they stand in their files. */
final class KeptRecords implements KeptRows {

    private final JsonPlan plan;
    private final RecordParser parser;

    KeptRecords(JsonPlan plan) {
        this.plan = plan;
        this.parser = new RecordParser(plan.layout().root(), plan.ignoreUnknown());
    }

    @Override
    public String keep(Row record) {
        return record.raw();
    }

    @Override
    public Row read(String text, Origin origin) {
        RowError replaced = Unreadable.replaced(text).orElse(null);
        if (replaced != null) {
            return Unreadable.row(plan.schema(), text, origin, replaced);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        FilePosition place = new FilePosition(Math.max(0, origin.offset()), Math.max(1, origin.line()));
        Batch batch = new Batch(origin.name(), plan.levels());
        parser.parse(new Found(bytes, 0, bytes.length, place, place), batch);
        return batch.seal().row(plan.schema(), 0);
    }
}
