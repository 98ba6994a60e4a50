package io.nightload.target.write;

import io.nightload.model.TableName;
import io.nightload.target.copy.CopyEncoder;
import io.nightload.target.search.CopySearch;
import io.nightload.target.search.MergeSearch;
import io.nightload.target.search.StageSearch;
import java.util.List;
import java.util.stream.Collectors;

/** Where rows stand, numbered as they came, before one statement brings them into their table; its SQL. */
final class Stage {

    static final String ORDINAL = TableName.quote("nightload ordinal");
    static final String DELETE = TableName.quote("nightload delete");

    private final WritePlan plan;
    private final String name;
    private final boolean ascending;

    private Stage(WritePlan plan, String name, boolean ascending) {
        this.plan = plan;
        this.name = name;
        this.ascending = ascending;
    }

    /** One of the session, for rows of one chunk. */
    static Stage temporary(WritePlan plan) {
        return new Stage(plan, "pg_temp." + TableName.quote("nightload stage " + mark(plan)), false);
    }

    /** A session may load several tables, and one table with several sets of columns or after their types became others. */
    private static String mark(WritePlan plan) {
        String columns = plan.targetColumns().stream()
                .map(column -> column.typeId() + "." + column.modifier())
                .collect(Collectors.joining(" "));
        return Integer.toHexString((select(plan) + columns).hashCode());
    }

    static Stage durable(WritePlan plan, String name) {
        return new Stage(plan, name, false);
    }

    /** The same table, holding rows that came in ascending order of their key, each key once. */
    Stage ascending() {
        return new Stage(plan, name, true);
    }

    boolean isAscending() {
        return ascending;
    }

    /** For SQL. */
    String name() {
        return name;
    }

    /**
     * Makes a temporary one, empty also where an earlier write of the chunk has filled it. The table dies with the session;
     * its rows with the transaction.
     */
    String readyTemporary() {
        return "CREATE TEMPORARY TABLE IF NOT EXISTS " + name + " ON COMMIT DELETE ROWS AS " + select(plan)
                + " WITH NO DATA; DELETE FROM " + name;
    }

    String createDurable() {
        return "CREATE TABLE " + name + " AS " + select(plan) + " WITH NO DATA";
    }

    private static String select(WritePlan plan) {
        return "SELECT NULL::pg_catalog.int8 AS " + ORDINAL + ", "
                + (plan.merging().deletes() == null ? "" : "NULL::pg_catalog.bool AS " + DELETE + ", ") + plan.columns()
                + " FROM " + plan.target();
    }

    String copy() {
        return "COPY " + name + " (" + ORDINAL + ", " + (plan.merging().deletes() == null ? "" : DELETE + ", ")
                + plan.columns() + ") FROM STDIN";
    }

    /** A query of the row that counts of each key: the one with the greatest {@code newer}, of these the last. */
    String latest(boolean deleting) {
        Merging merging = plan.merging();
        String key = WritePlan.quoted(merging.key());
        String all = ascending
                ? "SELECT * FROM " + name
                : "SELECT DISTINCT ON (" + key + ") * FROM " + name + " ORDER BY " + key + ", " + order();
        if (merging.deletes() == null) {
            return all;
        }
        return "SELECT * FROM (" + all + ") AS each WHERE " + (deleting ? "" : "NOT ") + DELETE;
    }

    /** Which of several rows with one key counts: the first one. */
    private String order() {
        String newer = plan.merging().newer();
        return (newer == null ? "" : TableName.quote(newer) + " DESC NULLS LAST, ") + ORDINAL + " DESC";
    }

    /** What stands between a row's number and its columns. */
    List<String> marks() {
        return plan.merging().deletes() == null ? List.of() : List.of(DELETE);
    }

    /** How its rows are merged one by one where they cannot be merged at once. */
    MergeSearch search() {
        return new MergeSearch(merge());
    }

    /** How those that cannot be brought into their table are found, where it holds a whole step. */
    StageSearch searchOfStep() {
        return plan.merging().key().isEmpty()
                ? StageSearch.ofInserts(
                        name,
                        ORDINAL,
                        plan.target(),
                        plan.names(),
                        plan.table().judging().byOthers())
                : StageSearch.ofMerge(merge());
    }

    private MergeSearch.Merge merge() {
        MergeSql sql = new MergeSql(plan, new Stage(plan, MergeSearch.some(name, ORDINAL), false));
        return new MergeSearch.Merge(
                name,
                ORDINAL,
                plan.target(),
                plan.names(),
                WritePlan.quoted(plan.merging().key()),
                order(),
                plan.merging().deletes() == null ? "" : sql.delete(),
                plan.mode() == Mode.UPDATE ? sql.update() : sql.upsert());
    }

    CopySearch copySearch(CopyEncoder encoder) {
        return CopySearch.intoStage(name, marks(), plan.targetColumns(), encoder);
    }
}
