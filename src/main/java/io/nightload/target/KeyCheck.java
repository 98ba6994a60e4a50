package io.nightload.target;

import io.nightload.model.TableName;
import io.nightload.part.Located;
import io.nightload.row.ColumnType.Kind;
import io.nightload.spec.NearestWord;
import io.nightload.target.table.TableInfo;
import io.nightload.target.write.Mode;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds the columns that options name against the rows and the table. */
final class KeyCheck {

    private static final Set<Kind> ORDERED = EnumSet.of(
            Kind.SMALLINT,
            Kind.INTEGER,
            Kind.BIGINT,
            Kind.NUMERIC,
            Kind.REAL,
            Kind.DOUBLE,
            Kind.DATE,
            Kind.TIME,
            Kind.TIMESTAMP,
            Kind.TIMESTAMPTZ);

    private final Against against;
    private final TableTarget.Options options;
    private final TableInfo table;

    KeyCheck(Against against) {
        this.against = against;
        this.options = against.options();
        this.table = against.table();
    }

    void run() {
        if (options.mode().value() == Mode.APPEND) {
            return;
        }
        checkKey();
        checkNewer();
        checkInsertOnly();
        checkSomethingChanges();
        checkDependents();
    }

    private void checkKey() {
        boolean known = arrive("key", options.key());
        Set<String> names = new HashSet<>(options.keyNames());
        if (known && !names.isEmpty() && !table.uniqueKeys().contains(names)) {
            against.problems().add(options.key().get(0).position(), noUniqueIndex());
        }
    }

    /** Whether all are in the rows, each once. */
    private boolean arrive(String option, List<Located<String>> columns) {
        boolean good = true;
        Set<String> seen = new HashSet<>();
        for (Located<String> column : columns) {
            if (!against.written().contains(column.value())) {
                good = false;
                against.problems()
                        .add(
                                column.position(),
                                option + " column '" + column.value() + "' is not in the rows"
                                        + NearestWord.hint(column.value(), against.written()));
            } else if (!seen.add(column.value())) {
                good = false;
                against.problems().add(column.position(), option + " column '" + column.value() + "' stands twice");
            }
        }
        return good;
    }

    private String noUniqueIndex() {
        if (table.judging().inherited()) {
            return "other tables inherit from " + table.name()
                    + ", and none of its unique indexes sees their rows, so the key " + options.keyNames()
                    + " may find several: load into one of those tables, or append";
        }
        String columns = options.keyNames().stream().map(TableName::quote).collect(Collectors.joining(", "));
        String known = table.uniqueKeys().stream()
                .map(key ->
                        table.columnNames().stream().filter(key::contains).collect(Collectors.joining(", ", "[", "]")))
                .collect(Collectors.joining(" or "));
        return "no unique index of " + table.name() + " is on exactly the key " + options.keyNames()
                + (known.isEmpty() ? "" : " (there is one on " + known + ")") + ": CREATE UNIQUE INDEX ON "
                + table.name().quoted() + " (" + columns + ")";
    }

    private void checkNewer() {
        Located<String> newer = options.newer();
        if (newer == null || !arrive("newer", List.of(newer))) {
            return;
        }
        if (options.keyNames().contains(newer.value())) {
            against.problems()
                    .add(
                            newer.position(),
                            "newer column '" + newer.value() + "' is part of the key, and so the same in both rows");
        }
        table.column(newer.value())
                .filter(column -> !ORDERED.contains(column.type().kind()))
                .ifPresent(column -> against.problems()
                        .add(
                                newer.position(),
                                "newer column '" + newer.value() + "' is "
                                        + column.type().name()
                                        + ": it takes a number, a date or a time, which tell what is newer"));
    }

    private void checkInsertOnly() {
        if (!arrive("insert_only", options.insertOnly())) {
            return;
        }
        for (Located<String> column : options.insertOnly()) {
            if (options.keyNames().contains(column.value())) {
                against.problems()
                        .add(
                                column.position(),
                                "insert_only column '" + column.value()
                                        + "' is part of the key, which is never updated anyway");
            }
        }
    }

    private void checkSomethingChanges() {
        if (options.mode().value() == Mode.UPDATE
                && options.delete() == null
                && options.keyNames().containsAll(against.written())) {
            against.problems()
                    .add(
                            options.mode().position(),
                            "there is nothing to update: the rows bring the key alone, " + options.keyNames());
        }
    }

    /** Every row goes and comes again, which a foreign key that acts on the going would take for an end. */
    private void checkDependents() {
        if (!options.replaces() || !options.key().isEmpty()) {
            return;
        }
        table.dependents().stream()
                .filter(dependent -> !dependent.onDelete().equals("NO ACTION"))
                .findFirst()
                .ifPresent(dependent -> against.problems()
                        .add(
                                options.mode().position(),
                                "a replace without a key deletes every row and inserts it anew, and a foreign key of "
                                        + dependent.table() + " says ON DELETE " + dependent.onDelete()
                                        + ": add key: [id], so that rows which come again stay"));
    }
}
