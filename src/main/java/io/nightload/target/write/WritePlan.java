package io.nightload.target.write;

import io.nightload.model.TableName;
import io.nightload.part.TupleColumn;
import io.nightload.row.RowError;
import io.nightload.row.Schema;
import io.nightload.target.copy.CopyEncoder;
import io.nightload.target.copy.CopyFormat;
import io.nightload.target.table.TableInfo;
import io.nightload.target.table.TargetColumn;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a writer does with rows of one schema.
 *
 * @param input the columns that arrive
 * @param names those of them that are written; the table has each of them
 * @param slice what a replace takes the place of; null where it is the whole table
 * @param mayBeEmpty whether a replace may leave nothing
 */
public record WritePlan(
        Mode mode,
        TableInfo table,
        Schema input,
        List<String> names,
        Merging merging,
        @Nullable Slice slice,
        boolean mayBeEmpty) {

    /** In which of COPY's formats its rows are sent. */
    public CopyFormat format() {
        return CopyFormat.of(names.stream()
                .map(name -> table.column(name).orElseThrow().type())
                .toList());
    }

    /**
     * The columns that take rows as tuples, one for each that arrives. Empty where some value has to be known: for a merge or a slice,
     * for a column whose bytes other servers have not, or where a bad row could not be asked for its values.
     */
    public Optional<List<TupleColumn>> tupleColumns() {
        boolean untouched = merging.key().isEmpty() && slice == null && names.equals(input.names());
        boolean searchable =
                table.access().temporaryTables() && !table.judging().rules();
        boolean portable = targetColumns().stream().allMatch(column -> TupleColumn.isPortable(column.type()));
        return untouched && searchable && portable
                ? Optional.of(
                        targetColumns().stream().map(TargetColumn::inTuples).toList())
                : Optional.empty();
    }

    CopyEncoder encoder(ZoneId zone) {
        CopyEncoder plain = new CopyEncoder(format(), table, input, names, merging.key(), zone);
        return merging.deletes() == null ? plain : plain.marking(merging.deletes(), merging::identifies);
    }

    /** Whether one MERGE leaves what INSERT … ON CONFLICT would: no check sees another row in one than in the other. */
    boolean merges() {
        Set<String> checked = table.judging().checked();
        boolean alike = merging.newer() == null
                && names.containsAll(checked)
                && merging.insertOnly().stream().noneMatch(checked::contains);
        return table.judging().merges() && (checked.isEmpty() || alike);
    }

    /** Why a row is rejected that an update does not find. */
    RowError noSuchRow() {
        return new RowError(
                table.name() + " has no row with this " + String.join(", ", merging.key())
                        + ", and mode update adds none: mode upsert does",
                null,
                merging.key().get(0));
    }

    /** The columns that are written, for SQL: {@code "id", "name"}. */
    String columns() {
        return quoted(names);
    }

    List<TargetColumn> targetColumns() {
        return names.stream().map(name -> table.column(name).orElseThrow()).toList();
    }

    /** The table, for SQL. */
    String target() {
        return table.name().quoted();
    }

    static String quoted(List<String> names) {
        return String.join(", ", names.stream().map(TableName::quote).toList());
    }
}
