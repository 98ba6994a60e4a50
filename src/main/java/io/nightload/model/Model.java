package io.nightload.model;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tables of a database as entities, read from the catalogue of PostgreSQL 13 or newer when they are first asked for. Needs
 * no privilege on the tables. Used by one thread.
 */
public final class Model {

    private static final String RELATION = """
            SELECT c.oid, n.nspname, c.relname, %s AS inherited
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relname = :table AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
              AND (n.nspname = :schema OR (:schema IS NULL AND pg_catalog.pg_table_is_visible(c.oid)))
            """.formatted(Proofs.INHERITED.formatted("c.oid"));

    private static final String COLUMNS =
            ColumnTypes.BASE + "SELECT a.attname, a.attnotnull OR b.required AS not_null, a.attname IN ("
                    + Proofs.NEVER_NULL.formatted(":table") + ") AS never_null, " + ColumnTypes.SELECTED
                    + ColumnTypes.FROM + "ORDER BY a.attnum";

    private static final String KEY = """
            SELECT %s AS columns
            FROM pg_catalog.pg_index i
            WHERE i.indrelid = :table AND i.indisprimary AND i.indisvalid
            """.formatted(Proofs.COLUMNS);

    private static final String TABLES = """
            SELECT n.nspname, c.relname
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
              AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_toast%'
            ORDER BY n.nspname, c.relname
            """;

    private final JdbcClient jdbc;
    private final ForeignKeys foreignKeys;
    private final Map<TableName, Entity> known = new ConcurrentHashMap<>(); // partitions ask at the same time

    public Model(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        this.foreignKeys = new ForeignKeys(jdbc);
    }

    /**
     * The entity of this table, or empty where there is none; without a schema, the search path decides.
     *
     * @throws org.springframework.dao.DataAccessException if the database cannot be asked
     */
    public Optional<Entity> find(TableName name) {
        Entity loaded = known.get(name);
        if (loaded != null) {
            return Optional.of(loaded);
        }
        Optional<Relation> relation = jdbc.sql(RELATION)
                .param("table", name.table())
                .param("schema", name.schema(), Types.VARCHAR)
                .query((row, number) -> relation(row))
                .optional();
        relation.filter(found -> !known.containsKey(found.name()))
                .ifPresent(found -> known.putIfAbsent(found.name(), entity(found)));
        return relation.map(found -> known.get(found.name()));
    }

    /** The entity at the other end. */
    public Entity target(Association association) {
        return find(association.target())
                .orElseThrow(() -> new IllegalStateException(association.target() + " is gone"));
    }

    /** Gives an association of an entity another name, wherever the entity is met from now on. */
    public void rename(Entity entity, String association, String newName) {
        known.put(entity.table(), entity.renamed(association, newName));
    }

    /** All tables, for people who look for one. */
    public List<TableName> tables() {
        return jdbc.sql(TABLES)
                .query((row, number) -> new TableName(row.getString(1), row.getString(2)))
                .list();
    }

    private record Relation(long oid, TableName name, boolean inherited) {}

    private static Relation relation(ResultSet row) throws SQLException {
        return new Relation(
                row.getLong("oid"),
                new TableName(row.getString("nspname"), row.getString("relname")),
                row.getBoolean("inherited"));
    }

    private static Attribute attribute(ResultSet row) throws SQLException {
        return new Attribute(
                row.getString("attname"),
                ColumnTypes.read(row),
                !row.getBoolean("not_null"),
                row.getBoolean("never_null"));
    }

    private Entity entity(Relation relation) {
        List<Attribute> attributes = jdbc.sql(COLUMNS)
                .param("table", relation.oid())
                .query((row, number) -> attribute(row))
                .list();
        List<String> key = jdbc.sql(KEY)
                .param("table", relation.oid())
                .query((row, number) -> ColumnTypes.strings(row, "columns"))
                .optional()
                .orElse(List.of());
        List<String> columns = attributes.stream().map(Attribute::name).toList();
        return new Entity(
                relation.name(),
                attributes,
                key,
                relation.inherited(),
                List.copyOf(new AssociationNames(columns).name(associations(relation.oid()))));
    }

    private List<Association> associations(long table) {
        List<Association> all = new ArrayList<>();
        foreignKeys.of(table).forEach(key -> all.add(forward(key)));
        List<ForeignKey> inbound = foreignKeys.to(table);
        inbound.forEach(key -> all.add(backward(key)));
        inbound.stream().filter(ForeignKey::link).flatMap(this::throughLink).forEach(all::add);
        return all;
    }

    private static Association forward(ForeignKey key) {
        return new Association(
                "",
                Cardinality.MANY_TO_ONE,
                key.to(),
                key.columns(),
                key.targetColumns(),
                key.optional(),
                null,
                key.name());
    }

    private static Association backward(ForeignKey key) {
        return new Association(
                "",
                key.unique() ? Cardinality.ONE_TO_ONE : Cardinality.ONE_TO_MANY,
                key.from(),
                key.targetColumns(),
                key.columns(),
                true,
                null,
                key.name());
    }

    private Stream<Association> throughLink(ForeignKey near) {
        return foreignKeys.of(near.fromOid()).stream()
                .filter(far -> !far.name().equals(near.name()))
                .map(far -> new Association(
                        "",
                        Cardinality.MANY_TO_MANY,
                        far.to(),
                        near.targetColumns(),
                        far.targetColumns(),
                        true,
                        new Association.Link(near.from(), near.columns(), far.columns()),
                        near.name()));
    }
}
