package io.nightload.target.table;

import io.nightload.model.ColumnTypes;
import io.nightload.model.Proofs;
import io.nightload.model.TableName;
import io.nightload.target.table.TargetColumn.Filled;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what PostgreSQL (13 or newer) says of tables. Needs no privilege on them. */
public final class Catalogue {

    private static final String RELATION = """
            SELECT c.oid, n.nspname, c.relname, c.relkind, current_user AS role,
                   pg_catalog.row_security_active(c.oid) AS row_security,
                   pg_catalog.has_schema_privilege(n.oid, 'USAGE') AS schema_usage,
                   pg_catalog.has_database_privilege(pg_catalog.current_database(), 'TEMPORARY') AS temporary,
                   coalesce(pg_catalog.has_schema_privilege(pg_catalog.to_regnamespace('nightload'), 'CREATE'), true)
                     AS staging,
                   EXISTS (SELECT FROM pg_catalog.pg_constraint k
                           WHERE c.oid IN (k.conrelid, k.confrelid) AND k.condeferred) AS deferred,
                   EXISTS (SELECT FROM pg_catalog.pg_constraint k
                           WHERE k.contype = 'f' AND k.conrelid = c.oid AND k.confrelid = c.oid) AS refers_to_itself,
                   EXISTS (SELECT FROM pg_catalog.pg_trigger g WHERE g.tgrelid = c.oid AND NOT g.tgisinternal) AS triggers,
                   c.relhasrules AS rules, {inherited} AS inherited,
                   pg_catalog.current_setting('server_version_num')::pg_catalog.int4 >= 170000 AND c.relkind = 'r'
                     AND NOT c.relispartition AND NOT EXISTS (
                       SELECT FROM pg_catalog.pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c'
                         AND (NOT k.convalidated OR 0 >= ANY (k.conkey))) AS merges,
                   ARRAY(SELECT a.attname::pg_catalog.text FROM pg_catalog.pg_attribute a
                         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                           AND (a.attgenerated <> '' OR EXISTS (
                             SELECT FROM pg_catalog.pg_constraint k
                             WHERE k.conrelid = c.oid AND k.contype = 'c' AND a.attnum = ANY (k.conkey)))) AS checked
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relname = :table
              AND (n.nspname = :schema OR (:schema IS NULL AND pg_catalog.pg_table_is_visible(c.oid)))
            """.replace("{inherited}", Proofs.INHERITED.formatted("c.oid"));

    private static final String COLUMNS =
            ColumnTypes.BASE + """
            SELECT a.attname, a.atttypid, a.atttypmod, a.attnotnull OR b.required AS not_null, a.atthasdef OR b.filled AS has_default,
                   a.attidentity, a.attgenerated,
                   pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'SELECT') AS may_select,
                   pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'INSERT') AS may_insert,
                   pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'UPDATE') AS may_update,
                   pg_catalog.has_table_privilege(a.attrelid, 'DELETE') AS may_delete,
            """ + ColumnTypes.SELECTED + ColumnTypes.FROM + "ORDER BY a.attnum";

    private static final String UNIQUE_KEYS = """
            SELECT ARRAY(SELECT a.attname::pg_catalog.text
                         FROM pg_catalog.unnest(i.indkey::pg_catalog.int2[]) WITH ORDINALITY AS k (attnum, place)
                         JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
                         WHERE k.place <= i.indnkeyatts) AS columns
            FROM pg_catalog.pg_index i
            WHERE i.indrelid = :table AND i.indimmediate AND {unique}
            ORDER BY NOT i.indisprimary, i.indexrelid
            """.replace("{unique}", Proofs.UNIQUE);

    private static final String DEPENDENTS = """
            SELECT n.nspname, c.relname,
                   CASE k.confdeltype WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL'
                     WHEN 'd' THEN 'SET DEFAULT' ELSE 'NO ACTION' END AS on_delete
            FROM pg_catalog.pg_constraint k
            JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE k.confrelid = :table AND k.contype = 'f' AND k.conparentid = 0
            ORDER BY n.nspname, c.relname, k.oid
            """;

    private static final String TABLES = """
            SELECT c.relname
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p')
              AND (n.nspname = :schema OR (:schema IS NULL AND pg_catalog.pg_table_is_visible(c.oid)
                   AND n.nspname NOT IN ('pg_catalog', 'information_schema')))
            ORDER BY c.relname
            """;

    private final JdbcClient jdbc;

    public Catalogue(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /**
     * The relation with this name, or empty where there is none; without a schema, the search path decides.
     *
     * @throws org.springframework.dao.DataAccessException if the database cannot be asked
     */
    public Optional<TableInfo> find(TableName name) {
        return jdbc.sql(RELATION)
                .param("table", name.table())
                .param("schema", name.schema(), Types.VARCHAR)
                .query((row, number) -> relation(row))
                .optional()
                .map(this::describe);
    }

    /** The tables of a schema; where it is null, those that the search path shows. */
    public List<String> tables(TableName like) {
        return jdbc.sql(TABLES)
                .param("schema", like.schema(), Types.VARCHAR)
                .query(String.class)
                .list();
    }

    public List<String> schemas() {
        return jdbc.sql("SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname NOT LIKE 'pg\\_%' ORDER BY nspname")
                .query(String.class)
                .list();
    }

    /** A relation without what further queries tell, which wait until this one has given its connection back. */
    private record Relation(
            long oid, TableName name, RelationKind kind, TableInfo.Access access, TableInfo.Judging judging) {}

    private static Relation relation(ResultSet row) throws SQLException {
        return new Relation(
                row.getLong("oid"),
                new TableName(row.getString("nspname"), row.getString("relname")),
                RelationKind.of(row.getString("relkind")),
                new TableInfo.Access(
                        row.getString("role"),
                        row.getBoolean("schema_usage"),
                        row.getBoolean("temporary"),
                        row.getBoolean("staging"),
                        row.getBoolean("row_security")),
                judging(row));
    }

    private static TableInfo.Judging judging(ResultSet row) throws SQLException {
        boolean triggers = row.getBoolean("triggers");
        boolean rules = row.getBoolean("rules");
        return new TableInfo.Judging(
                row.getBoolean("deferred"),
                triggers || row.getBoolean("refers_to_itself"),
                rules,
                row.getBoolean("merges") && !triggers && !rules,
                Set.copyOf(strings(row, "checked")),
                row.getBoolean("inherited"));
    }

    private TableInfo describe(Relation relation) {
        return new TableInfo(
                relation.name(),
                relation.kind(),
                jdbc.sql(COLUMNS)
                        .param("table", relation.oid())
                        .query((column, number) -> column(column))
                        .list(),
                jdbc.sql(UNIQUE_KEYS)
                        .param("table", relation.oid())
                        .query((key, number) -> Set.copyOf(strings(key, "columns")))
                        .list(),
                jdbc.sql(DEPENDENTS)
                        .param("table", relation.oid())
                        .query((row, number) -> new TableInfo.Dependent(
                                new TableName(row.getString("nspname"), row.getString("relname")),
                                row.getString("on_delete")))
                        .list(),
                relation.access(),
                relation.judging());
    }

    private static TargetColumn column(ResultSet row) throws SQLException {
        return new TargetColumn(
                row.getString("attname"),
                ColumnTypes.read(row),
                row.getLong("atttypid"),
                row.getInt("atttypmod"),
                row.getBoolean("not_null"),
                filled(row),
                granted(row));
    }

    private static Filled filled(ResultSet row) throws SQLException {
        if (!row.getString("attgenerated").isEmpty()) {
            return Filled.BY_EXPRESSION;
        }
        return switch (row.getString("attidentity")) {
            case "a" -> Filled.BY_IDENTITY;
            case "d" -> Filled.BY_DEFAULT;
            default -> row.getBoolean("has_default") ? Filled.BY_DEFAULT : Filled.BY_NULL;
        };
    }

    private static Set<Privilege> granted(ResultSet row) throws SQLException {
        Set<Privilege> granted = EnumSet.noneOf(Privilege.class);
        for (Privilege privilege : Privilege.values()) {
            if (row.getBoolean("may_" + privilege.name().toLowerCase(Locale.ROOT))) {
                granted.add(privilege);
            }
        }
        return granted;
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return List.of((String[]) array.getArray());
    }
}
