package io.nightload.target.write;

import io.nightload.model.TableName;
import io.nightload.target.table.RelationKind;
import java.util.List;
import java.util.stream.Collectors;

/** The statements that bring the rows of a stage into a table by their key. */
final class MergeSql {

    private final WritePlan plan;
    private final Merging merging;
    private final Stage stage;

    MergeSql(WritePlan plan, Stage stage) {
        this.plan = plan;
        this.merging = plan.merging();
        this.stage = stage;
    }

    /** One row of counts: the distinct keys, the rows written, and those of them inserted. */
    String upsert() {
        return stage.isAscending() && plan.merges() ? merge() : insertOrUpdate();
    }

    /**
     * It finds the rows that are there by a join, a seventh cheaper than an insert that runs into each of them. A row that
     * another session adds meanwhile it runs into as well, and fails. A plan is made without knowing the stage, and the one that
     * is good for a chunk looks each row up; so the server is asked for no other. The settings stay until the chunk commits: what comes behind
     * it, rejects, checkpoint and foreign keys, looks rows up too.
     */
    private String merge() {
        return """
                SET LOCAL enable_hashjoin TO off; SET LOCAL enable_mergejoin TO off; SET LOCAL enable_seqscan TO off;
                SET LOCAL enable_memoize TO off; SET LOCAL jit TO off;
                WITH written AS (
                    MERGE INTO ONLY %1$s AS target USING (%2$s) AS latest ON %3$s
                    %4$s WHEN NOT MATCHED THEN INSERT (%5$s) VALUES (%6$s)
                    RETURNING MERGE_ACTION() OPERATOR(pg_catalog.=) 'INSERT' AS fresh
                )
                SELECT %7$s AS rows,
                       pg_catalog.count(*) AS written,
                       pg_catalog.count(*) FILTER (WHERE fresh) AS inserted
                FROM written
                """.formatted(
                        plan.target(),
                        stage.latest(false),
                        sameKey("target", "latest"),
                        changing().isEmpty()
                                ? ""
                                : "WHEN MATCHED AND " + changed("latest") + " THEN UPDATE SET "
                                        + join(changing(), "%1$s = latest.%1$s"),
                        plan.columns(),
                        join(plan.names(), "latest.%s"),
                        keys());
    }

    private String insertOrUpdate() {
        return """
                WITH written AS (
                    INSERT INTO %1$s AS target (%2$s) SELECT %2$s FROM (%3$s) AS latest
                    ON CONFLICT (%4$s) %5$s
                    RETURNING %6$s AS fresh
                )
                SELECT %7$s AS rows,
                       pg_catalog.count(*) AS written,
                       pg_catalog.count(*) FILTER (WHERE fresh) AS inserted
                FROM written
                """.formatted(
                        plan.target(),
                        plan.columns(),
                        stage.latest(false),
                        WritePlan.quoted(merging.key()),
                        onConflict(),
                        fresh(),
                        keys());
    }

    /** Where each row of the stage was written its keys need not be counted: to keep them for that takes a fifth of the time. */
    private String keys() {
        if (stage.isAscending()) {
            return "(SELECT pg_catalog.count(*) FROM (" + stage.latest(false) + ") AS latest)";
        }
        return """
                CASE WHEN pg_catalog.count(*) OPERATOR(pg_catalog.=) (SELECT pg_catalog.count(*) FROM %s)
                     THEN pg_catalog.count(*)
                     ELSE (SELECT pg_catalog.count(*) FROM (%s) AS latest) END""".formatted(
                        stage.name(),
                        merging.deletes() == null
                                ? "SELECT DISTINCT " + WritePlan.quoted(merging.key()) + " FROM " + stage.name()
                                : stage.latest(false));
    }

    /** The same counts for rows that are there, each of them. */
    String update() {
        if (changing().isEmpty()) {
            return "SELECT pg_catalog.count(*) AS rows, 0 AS written, 0 AS inserted FROM (" + stage.latest(false)
                    + ") AS latest";
        }
        return """
                WITH written AS (
                    UPDATE %s AS target SET %s FROM (%s) AS latest WHERE %s AND %s RETURNING 1
                )
                SELECT %s AS rows, pg_catalog.count(*) AS written, 0 AS inserted FROM written
                """.formatted(
                        plan.target(),
                        join(changing(), "%1$s = latest.%1$s"),
                        stage.latest(false),
                        sameKey("target", "latest"),
                        changed("latest"),
                        keys());
    }

    /**
     * Locks the rows that are there in the order of their key. Statements that find them by a join take them in any order, and two
     * partitions which do that wait for each other for ever; those that an insert conflicts with come in order.
     */
    String lock() {
        return "SELECT pg_catalog.count(*) FROM (SELECT FROM " + plan.target() + " AS target WHERE EXISTS (SELECT FROM "
                + stage.name() + " AS arrived WHERE " + sameKey("target", "arrived") + ") ORDER BY "
                + merging.key().stream()
                        .map(key -> "target." + TableName.quote(key))
                        .collect(Collectors.joining(", "))
                + " FOR UPDATE OF target) AS locked";
    }

    /**
     * Takes rows whose key is not in the table out of the stage, and returns their numbers.
     *
     * @param which of them, a condition of the stage's columns
     */
    String takeMissing(String which) {
        return "DELETE FROM " + stage.name() + " AS arrived WHERE " + which + " AND "
                + (merging.deletes() == null ? "" : "NOT " + Stage.DELETE + " AND ") + "NOT EXISTS (SELECT FROM "
                + plan.target() + " AS target WHERE " + sameKey("target", "arrived") + ") RETURNING " + Stage.ORDINAL;
    }

    /** Deletes what rows say that is to go. One row of counts: the distinct keys, and the rows deleted. */
    String delete() {
        return """
                WITH latest AS (%s), gone AS (
                    DELETE FROM %s AS target USING latest WHERE %s%s RETURNING 1
                )
                SELECT (SELECT pg_catalog.count(*) FROM latest) AS rows, pg_catalog.count(*) AS deleted FROM gone
                """.formatted(stage.latest(true), plan.target(), sameKey("target", "latest"), notOlder("latest"));
    }

    /**
     * A row that ON CONFLICT updates was locked by this transaction first, so its new version carries an xmax, which that of an inserted
     * one does not. The rows of a partitioned table do not show theirs: there the table is asked, as the statement
     * found it, for the key.
     */
    private String fresh() {
        if (plan.table().kind() != RelationKind.PARTITIONED_TABLE) {
            return "target.xmax OPERATOR(pg_catalog.=) '0'";
        }
        return "NOT EXISTS (SELECT FROM " + plan.target() + " AS before WHERE " + sameKey("before", "target") + ")";
    }

    private String onConflict() {
        return changing().isEmpty()
                ? "DO NOTHING"
                : "DO UPDATE SET " + join(changing(), "%1$s = excluded.%1$s") + " WHERE " + changed("excluded");
    }

    private List<String> changing() {
        return plan.names().stream()
                .filter(n -> !merging.key().contains(n) && !merging.insertOnly().contains(n))
                .toList();
    }

    private String changed(String arriving) {
        return "pg_catalog.record_image_ne(ROW(" + join(changing(), "target.%s") + "), ROW("
                + join(changing(), arriving + ".%s") + "))" + notOlder(arriving);
    }

    private String notOlder(String arriving) {
        if (merging.newer() == null) {
            return "";
        }
        String newer = TableName.quote(merging.newer());
        return " AND (target." + newer + " IS NULL OR " + arriving + "." + newer + " OPERATOR(pg_catalog.>=) target."
                + newer + ")";
    }

    String sameKey(String one, String other) {
        return merging.key().stream()
                .map(TableName::quote)
                .map(k -> one + "." + k + " OPERATOR(pg_catalog.=) " + other + "." + k)
                .collect(Collectors.joining(" AND "));
    }

    private static String join(List<String> columns, String form) {
        return columns.stream().map(c -> form.formatted(TableName.quote(c))).collect(Collectors.joining(", "));
    }
}
