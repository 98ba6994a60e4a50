package io.nightload.target;

import io.nightload.model.TableName;
import io.nightload.target.table.Privilege;
import io.nightload.target.table.TableInfo;
import io.nightload.target.table.TargetColumn;
import io.nightload.target.write.Mode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the connected role may do what the mode does. */
final class AccessCheck {

    private final Against against;
    private final TableTarget.Options options;
    private final TableInfo table;
    private final TableInfo.Access access;

    AccessCheck(Against against) {
        this.against = against;
        this.options = against.options();
        this.table = against.table();
        this.access = table.access();
    }

    void run() {
        if (!access.schema()) {
            String schema = TableName.quote(String.valueOf(table.name().schema()));
            against.problem(
                    "role " + access.role() + " may not use the schema: GRANT USAGE ON SCHEMA " + schema + toRole());
        }
        if (access.rowSecurity()) {
            against.problem("row-level security of " + table.name() + " applies to role " + access.role()
                    + ", and COPY does not run under it: connect as a role with BYPASSRLS or as the table's owner");
        }
        Mode mode = options.mode().value();
        if ((mode == Mode.UPSERT || mode == Mode.UPDATE) && !against.atOnce() && !access.temporaryTables()) {
            against.problem("role " + access.role() + " may not make temporary tables, which mode " + mode.word()
                    + " needs: GRANT TEMPORARY ON DATABASE …" + toRole());
        }
        if ((mode == Mode.REPLACE || against.atOnce()) && !access.staging()) {
            against.problem("role " + access.role() + " may not make tables in the schema nightload, where the rows"
                    + " of a step wait for one another: GRANT CREATE ON SCHEMA nightload" + toRole());
        }
        checkPrivileges();
    }

    private void checkPrivileges() {
        Set<Privilege> needed = needed();
        List<TargetColumn> used = table.columns().stream()
                .filter(c -> against.written().contains(c.name()))
                .toList();
        needed.removeIf(privilege -> used.stream().allMatch(c -> c.granted().contains(privilege)));
        if (!needed.isEmpty()) {
            String missing = needed.stream().map(Privilege::name).collect(Collectors.joining(", "));
            against.problem("role " + access.role() + " lacks " + missing + " on " + table.name() + ": GRANT " + missing
                    + " ON " + table.name().quoted() + toRole());
        }
    }

    private Set<Privilege> needed() {
        Set<Privilege> needed = EnumSet.noneOf(Privilege.class);
        if (options.mode().value() != Mode.UPDATE) {
            needed.add(Privilege.INSERT);
        }
        if (options.mode().value() != Mode.APPEND || against.atOnce()) {
            needed.add(Privilege.SELECT);
        }
        if (options.updates()) {
            needed.add(Privilege.UPDATE);
        }
        if (options.replaces() || options.delete() != null) {
            needed.add(Privilege.DELETE);
        }
        return needed;
    }

    private String toRole() {
        return " TO " + TableName.quote(access.role());
    }
}
