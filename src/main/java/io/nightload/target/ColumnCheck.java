package io.nightload.target;

import io.nightload.model.TableName;
import io.nightload.part.Located;
import io.nightload.row.Column;
import io.nightload.row.Schema;
import io.nightload.spec.NearestWord;
import io.nightload.spec.Position;
import io.nightload.spec.Problems;
import io.nightload.target.copy.Assignment;
import io.nightload.target.table.Privilege;
import io.nightload.target.table.TableInfo;
import io.nightload.target.table.TargetColumn;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds the columns of rows against those of a table that exists. */
final class ColumnCheck {

    private final TableTarget.Options options;
    private final Schema input;
    private final TableInfo table;
    private final Problems problems;
    private final Position part;

    ColumnCheck(TableTarget.Options options, Schema input, TableInfo table, Problems problems, Position part) {
        this.options = options;
        this.input = input;
        this.table = table;
        this.problems = problems;
        this.part = part;
    }

    void run() {
        if (!table.kind().isWritable()) {
            problem(table.name() + " is " + table.kind().words() + ": rows can only be loaded into a table");
            return;
        }
        checkAccess();
        input.columns().forEach(this::checkArriving);
        table.columns().forEach(this::checkLacking);
        checkKey();
        checkPrivileges();
    }

    private void checkAccess() {
        TableInfo.Access access = table.access();
        if (!access.schema()) {
            String schema = TableName.quote(String.valueOf(table.name().schema()));
            problem("role " + access.role() + " may not use the schema: GRANT USAGE ON SCHEMA " + schema + " TO "
                    + TableName.quote(access.role()));
        }
        if (access.rowSecurity()) {
            problem("row-level security of " + table.name() + " applies to role " + access.role()
                    + ", and COPY does not run under it: connect as a role with BYPASSRLS or as the table's owner");
        }
        if (isUpsert() && !access.temporaryTables()) {
            problem("role " + access.role()
                    + " may not make temporary tables, which an upsert needs: GRANT TEMPORARY ON" + " DATABASE … TO "
                    + TableName.quote(access.role()));
        }
    }

    private void checkArriving(Column column) {
        TargetColumn target = table.column(column.name()).orElse(null);
        if (target == null) {
            problem("table " + table.name() + " has no column '" + column.name() + "'"
                    + NearestWord.hint(column.name(), table.columnNames())
                    + "; rename it, or leave it out with - drop: [" + column.name() + "]");
        } else if (target.isGenerated()) {
            problem("column " + column.name() + " of " + table.name()
                    + " is generated always: leave it out with - drop: [" + column.name() + "]");
        } else {
            Assignment.problem(column.type(), target.type())
                    .ifPresent(why -> problem("column " + column.name() + " of " + table.name() + ": " + why
                            + "; convert it with - set: { " + column.name() + ": cast(" + column.name() + " as "
                            + target.type().name() + ") }"));
        }
    }

    private void checkLacking(TargetColumn target) {
        if (target.isRequired() && input.indexOf(target.name()) < 0) {
            problem("column " + target.name() + " of " + table.name()
                    + " is NOT NULL and has no default, and the rows do not bring it: they have " + input);
        }
    }

    private void checkKey() {
        if (!isUpsert() || options.key().isEmpty()) {
            return;
        }
        boolean known = true;
        Set<String> seen = new HashSet<>();
        for (Located<String> key : options.key()) {
            if (input.indexOf(key.value()) < 0) {
                known = false;
                problems.add(
                        key.position(),
                        "key column '" + key.value() + "' is not in the rows"
                                + NearestWord.hint(key.value(), input.names()));
            } else if (!seen.add(key.value())) {
                problems.add(key.position(), "key column '" + key.value() + "' stands twice");
            }
        }
        if (known && !table.uniqueKeys().contains(seen)) {
            problems.add(options.key().get(0).position(), noUniqueIndex());
        }
    }

    private String noUniqueIndex() {
        String columns = options.keyNames().stream().map(TableName::quote).collect(Collectors.joining(", "));
        String known = table.uniqueKeys().stream()
                .map(key ->
                        table.columnNames().stream().filter(key::contains).collect(Collectors.joining(", ", "[", "]")))
                .collect(Collectors.joining(" or "));
        return "no unique index of " + table.name() + " is on exactly the key " + options.keyNames()
                + (known.isEmpty() ? "" : " (there is one on " + known + ")") + ": CREATE UNIQUE INDEX ON "
                + table.name().quoted() + " (" + columns + ")";
    }

    private void checkPrivileges() {
        Set<Privilege> needed = isUpsert() ? EnumSet.allOf(Privilege.class) : EnumSet.of(Privilege.INSERT);
        List<TargetColumn> used = table.columns().stream()
                .filter(c -> input.indexOf(c.name()) >= 0)
                .toList();
        needed.removeIf(privilege -> used.stream().allMatch(c -> c.granted().contains(privilege)));
        if (!needed.isEmpty()) {
            String missing = needed.stream().map(Privilege::name).collect(Collectors.joining(", "));
            problem("role " + table.access().role() + " lacks " + missing + " on " + table.name() + ": GRANT " + missing
                    + " ON " + table.name().quoted() + " TO "
                    + TableName.quote(table.access().role()));
        }
    }

    private boolean isUpsert() {
        return options.mode().value() == TableTarget.Mode.UPSERT;
    }

    private void problem(String message) {
        problems.add(part, message);
    }
}
