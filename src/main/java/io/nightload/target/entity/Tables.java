package io.nightload.target.entity;

import io.nightload.model.TableName;
import io.nightload.target.table.Catalogue;
import io.nightload.target.table.TableInfo;
import io.nightload.target.table.TargetColumn;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the catalogue says of the tables behind entities that a model does not. */
public final class Tables {

    /** That of a serial or an identity column, or the one that its default calls. */
    private static final String SEQUENCE = """
            SELECT pg_catalog.format('%I.%I', n.nspname, s.relname)
            FROM pg_catalog.pg_depend d
            JOIN pg_catalog.pg_class s ON s.relkind = 'S'
            JOIN pg_catalog.pg_namespace n ON n.oid = s.relnamespace
            JOIN pg_catalog.pg_attribute a ON a.attname = :column
            JOIN pg_catalog.pg_class t ON t.oid = a.attrelid AND t.relname = :table
            JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace AND tn.nspname = :schema
            LEFT JOIN pg_catalog.pg_attrdef f ON f.adrelid = t.oid AND f.adnum = a.attnum
            WHERE (d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND d.objid = f.oid AND d.refobjid = s.oid)
               OR (a.attidentity = 'd' AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = s.oid
                   AND d.refobjid = t.oid AND d.refobjsubid = a.attnum AND d.deptype = 'i')
            LIMIT 1
            """;

    private final Catalogue catalogue;
    private final JdbcClient jdbc;

    public Tables(DataSource dataSource) {
        this.catalogue = new Catalogue(dataSource);
        this.jdbc = JdbcClient.create(dataSource);
    }

    List<TargetColumn> columns(TableName table) {
        return catalogue.find(table).map(TableInfo::columns).orElse(List.of());
    }

    /** Whether some constraint of the table is checked at the COMMIT only. */
    boolean isDeferred(TableName table) {
        return catalogue.find(table).map(info -> info.judging().deferred()).orElse(false);
    }

    /** The sequence that a column takes its values from, quoted, or null. */
    @Nullable
    String sequence(TableName table, String column) {
        return jdbc.sql(SEQUENCE)
                .param("column", column)
                .param("table", table.table())
                .param("schema", table.schema())
                .query(String.class)
                .optional()
                .orElse(null);
    }
}
