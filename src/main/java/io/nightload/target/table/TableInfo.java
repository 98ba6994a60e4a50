package io.nightload.target.table;

import io.nightload.model.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A table as the catalogue describes it to the role that is connected.
 *
 * @param name with its schema
 * @param kind what it is
 * @param columns in their order
 * @param uniqueKeys the columns of each unique index that an upsert may use: neither partial nor on expressions nor
 *     deferrable, and of the columns' own equality; the primary key first; none where other tables inherit
 * @param dependents the tables with a foreign key to it
 * @param access what the role may do beside its privileges on columns
 * @param judging how the server judges rows
 */
public record TableInfo(
        TableName name,
        RelationKind kind,
        List<TargetColumn> columns,
        List<Set<String>> uniqueKeys,
        List<Dependent> dependents,
        Access access,
        Judging judging) {

    /**
     * @param deferred whether a constraint waits for the COMMIT before it is checked
     * @param byOthers whether a row may be refused because of one that is not there yet, but may be once others are: where
     *     the table refers to itself or has triggers
     * @param rules whether rules rewrite what is inserted; COPY passes them by
     * @param merges whether MERGE can leave what INSERT … ON CONFLICT would: the server's can say what it did, which came with
     *     PostgreSQL 17, no trigger sees an INSERT in one and none in the other, and of each check is known which columns it
     *     reads, and that all rows have passed it
     * @param checked the columns that checks read, and those that are generated. ON CONFLICT checks the row that arrives, MERGE
     *     only the one it writes: they agree where it brings all of these
     * @param inherited whether other tables inherit from it, whose rows its unique indexes do not see
     */
    public record Judging(
            boolean deferred,
            boolean byOthers,
            boolean rules,
            boolean merges,
            Set<String> checked,
            boolean inherited) {}

    /**
     * @param role that is connected
     * @param schema whether it may use the table's schema
     * @param temporaryTables whether it may make temporary tables
     * @param staging whether it may make tables in Nightload's own schema, where there is one
     * @param rowSecurity whether policies for rows apply to it: COPY does not run then
     */
    public record Access(String role, boolean schema, boolean temporaryTables, boolean staging, boolean rowSecurity) {}

    /**
     * A foreign key of another table, or of this one.
     *
     * @param onDelete what it does when its row here is deleted, as SQL says it: {@code CASCADE}
     */
    public record Dependent(TableName table, String onDelete) {}

    public Optional<TargetColumn> column(String columnName) {
        return columns.stream().filter(c -> c.name().equals(columnName)).findFirst();
    }

    public List<String> columnNames() {
        return columns.stream().map(TargetColumn::name).toList();
    }
}
