package io.nightload.target.write;

import io.nightload.model.TableName;
import io.nightload.row.Schema;
import io.nightload.target.copy.CopyEncoder;
import io.nightload.target.table.TableInfo;
import java.time.ZoneId;
import java.util.List;

/**
 * What a writer does with rows of one schema.
 *
 * @param input the columns that arrive; the table has each of them
 * @param key the columns that an upsert finds its row by; empty for appending
 */
public record WritePlan(TableInfo table, Schema input, List<String> key) {

    CopyEncoder encoder(ZoneId zone) {
        return new CopyEncoder(table, input, key, zone);
    }

    /** The columns that arrive, for SQL: {@code "id", "name"}. */
    String columns() {
        return quoted(input.names());
    }

    static String quoted(List<String> names) {
        return String.join(", ", names.stream().map(TableName::quote).toList());
    }
}
