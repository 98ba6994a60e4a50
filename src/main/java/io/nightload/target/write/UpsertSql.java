package io.nightload.target.write;

import io.nightload.model.TableName;
import io.nightload.target.table.RelationKind;
import java.util.List;
import java.util.stream.Collectors;

/** The statements of an upsert through a staging table. */
final class UpsertSql {

    private static final String ORDINAL = "nightload ordinal";

    private final WritePlan plan;
    private final String stage;

    UpsertSql(WritePlan plan) {
        this.plan = plan;
        // A session may load several tables, and one table with several sets of columns.
        this.stage = "pg_temp." + TableName.quote("nightload stage " + Integer.toHexString(select().hashCode()));
    }

    /** The table dies with the session; its rows with the transaction. */
    String createStage() {
        return "CREATE TEMPORARY TABLE IF NOT EXISTS " + stage + " ON COMMIT DELETE ROWS AS " + select()
                + " WITH NO DATA";
    }

    private String select() {
        return "SELECT NULL::pg_catalog.int8 AS " + TableName.quote(ORDINAL) + ", " + plan.columns() + " FROM "
                + plan.table().name().quoted();
    }

    String copy() {
        return "COPY " + stage + " (" + TableName.quote(ORDINAL) + ", " + plan.columns() + ") FROM STDIN";
    }

    /** One row of counts: the distinct keys, the rows written, and those of them inserted. */
    String merge() {
        return """
                WITH latest AS (
                    SELECT DISTINCT ON (%1$s) %2$s FROM %3$s ORDER BY %1$s, %4$s DESC
                ), written AS (
                    INSERT INTO %5$s AS target (%2$s) SELECT %2$s FROM latest
                    ON CONFLICT (%1$s) %6$s
                    RETURNING %7$s AS fresh
                )
                SELECT (SELECT pg_catalog.count(*) FROM latest) AS rows,
                       pg_catalog.count(*) AS written,
                       pg_catalog.count(*) FILTER (WHERE fresh) AS inserted
                FROM written
                """.formatted(
                        WritePlan.quoted(plan.key()),
                        plan.columns(),
                        stage,
                        TableName.quote(ORDINAL),
                        plan.table().name().quoted(),
                        onConflict(),
                        fresh());
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
        String sameKey = plan.key().stream()
                .map(TableName::quote)
                .map(k -> "before." + k + " OPERATOR(pg_catalog.=) target." + k)
                .collect(Collectors.joining(" AND "));
        return "NOT EXISTS (SELECT FROM " + plan.table().name().quoted() + " AS before WHERE " + sameKey + ")";
    }

    private String onConflict() {
        List<String> others = plan.input().names().stream()
                .filter(n -> !plan.key().contains(n))
                .toList();
        if (others.isEmpty()) {
            return "DO NOTHING";
        }
        return "DO UPDATE SET "
                + join(others, "%1$s = excluded.%1$s")
                + " WHERE pg_catalog.record_image_ne(ROW(" + join(others, "target.%s") + "), ROW("
                + join(others, "excluded.%s") + "))";
    }

    private static String join(List<String> columns, String form) {
        return columns.stream().map(c -> form.formatted(TableName.quote(c))).collect(Collectors.joining(", "));
    }
}
