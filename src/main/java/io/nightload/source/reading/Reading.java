package io.nightload.source.reading;

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
 * @param fetchSize the most rows to ask for at once, as the job says it; null where it does not
 * @param parameters of the subject's SQL
 * @param givesTuples whether its server gives rows as tuples that any server takes
 */
public record Reading(
        String connection,
        Subject subject,
        DatabaseDialect dialect,
        List<SourceColumn> columns,
        Schema schema,
        ReadMode mode,
        @Nullable Keyset keyset,
        @Nullable Since since,
        @Nullable Integer fetchSize,
        Parameters parameters,
        boolean givesTuples) {

    /** One round trip for so many rows is lost in the time that they take. */
    private static final int MOST_ROWS = 2_000;

    /** The most rows to ask for at once. */
    public int mostRows() {
        return mostRows(MOST_ROWS);
    }

    /** @param usual where the job does not say it */
    public int mostRows(int usual) {
        return fetchSize == null ? usual : fetchSize;
    }

    public boolean isPaging() {
        return mode == ReadMode.PAGING;
    }

    /**
     * Whether the column that grows leads the order, or one snapshot holds all that is read, so that whatever changes
     * meanwhile is above all that was read.
     */
    public boolean growsAsItIsRead() {
        return since == null
                || keyset == null
                || keyset.columns().get(0).column().equals(since.column());
    }

    /** The same for a driver that writes the parameters into its statements. */
    public Reading withTypedStrings() {
        return new Reading(
                connection,
                subject.withTypedStrings(parameters),
                dialect,
                columns,
                schema,
                mode,
                keyset,
                since,
                fetchSize,
                parameters,
                givesTuples);
    }

    @Override
    public String toString() {
        String order = keyset == null ? "" : " by key " + keyset;
        return subject.name() + order + (isPaging() ? "" : " with a cursor");
    }
}
