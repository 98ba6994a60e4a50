package io.nightload.source.jdbc;

import io.nightload.row.Schema;
import io.nightload.source.keyset.Keyset;
import io.nightload.source.keyset.Since;
import io.nightload.source.relation.DatabaseDialect;
import io.nightload.source.relation.SourceColumn;
import io.nightload.spec.Parameters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is read and how.
 *
 * @param connection its name
 * @param columns of the schema, by slot
 * @param keyset the order, or null where there is none
 * @param since or null where all rows are read
 * @param fetchSize the most rows to ask for at once
 * @param parameters of the subject's SQL
 */
record Reading(
        String connection,
        Subject subject,
        DatabaseDialect dialect,
        List<SourceColumn> columns,
        Schema schema,
        ReadMode mode,
        @Nullable Keyset keyset,
        @Nullable Since since,
        int fetchSize,
        Parameters parameters) {

    boolean isPaging() {
        return mode == ReadMode.PAGING;
    }

    /**
     * Whether the column that grows leads the order, or one snapshot holds all that is read, so that whatever changes
     * meanwhile is above all that was read.
     */
    boolean growsAsItIsRead() {
        return since == null
                || keyset == null
                || keyset.columns().get(0).column().equals(since.column());
    }

    @Override
    public String toString() {
        String order = keyset == null ? "" : " by key " + keyset;
        return subject.name() + order + (isPaging() ? "" : " with a cursor");
    }
}
