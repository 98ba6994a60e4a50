package io.nightload.target;

import io.nightload.row.Column;
import io.nightload.row.Schema;
import io.nightload.spec.NearestWord;
import io.nightload.target.copy.Assignment;
import io.nightload.target.table.TableInfo;
import io.nightload.target.table.TargetColumn;
import io.nightload.target.write.Mode;

/** Holds the columns of rows against those of a table that exists. */
final class ColumnCheck {

    private final Against against;
    private final Schema input;
    private final TableInfo table;

    ColumnCheck(Against against) {
        this.against = against;
        this.input = against.input();
        this.table = against.table();
    }

    void run() {
        input.columns().stream()
                .filter(column -> against.written().contains(column.name()))
                .forEach(this::checkArriving);
        if (against.options().mode().value() != Mode.UPDATE) {
            table.columns().forEach(this::checkLacking);
        }
    }

    private void checkArriving(Column column) {
        if (column.type().isNested()) {
            String name = column.name();
            against.problem("column " + name
                    + " holds nested rows, which no column of a table can: fold them, as in count(" + name
                    + "), make rows of them with - unnest: " + name
                    + ", take what they hold with - select, keep them as"
                    + " text with columns: { " + name + ": json } in a json source, or leave them out with - drop: ["
                    + name + "]");
            return;
        }
        TargetColumn target = table.column(column.name()).orElse(null);
        if (target == null) {
            against.problem("table " + table.name() + " has no column '" + column.name() + "'"
                    + NearestWord.hint(column.name(), table.columnNames())
                    + "; rename it, or leave it out with - drop: [" + column.name() + "]");
        } else if (target.isGenerated()) {
            against.problem("column " + column.name() + " of " + table.name()
                    + " is generated always: leave it out with - drop: [" + column.name() + "]");
        } else {
            Assignment.problem(column.type(), target.type())
                    .ifPresent(why -> against.problem("column " + column.name() + " of " + table.name() + ": " + why
                            + "; convert it with - set: { " + column.name() + ": cast(" + column.name() + " as "
                            + target.type().name() + ") }"));
        }
    }

    private void checkLacking(TargetColumn target) {
        if (target.isRequired() && input.indexOf(target.name()) < 0) {
            against.problem("column " + target.name() + " of " + table.name()
                    + " is NOT NULL and has no default, and the rows do not bring it: they have " + input);
        }
    }
}
