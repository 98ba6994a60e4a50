package io.nightload.target;

import io.nightload.model.TableName;
import io.nightload.part.Planning;
import io.nightload.row.Schema;
import io.nightload.spec.InvalidSpecException;
import io.nightload.spec.NearestWord;
import io.nightload.spec.Problems;
import io.nightload.target.table.Catalogue;
import io.nightload.target.table.TableInfo;
import io.nightload.target.write.WritePlan;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Holds a step's rows against the table that they go to: when the job is planned, and again when the step starts. */
final class TableCheck {

    private final TableTarget.Options options;
    private final Schema input;
    private final Planning planning;

    TableCheck(TableTarget.Options options, Schema input, Planning planning) {
        this.options = options;
        this.input = input;
        this.planning = planning;
    }

    /** Puts what is wrong into the planning's problems. */
    void now() {
        checkMode(planning.problems());
        TableName name = name(planning.problems());
        if (name == null || planning.target().isEmpty()) {
            return;
        }
        Catalogue catalogue = new Catalogue(planning.target().get());
        Optional<TableInfo> table = catalogue.find(name);
        if (table.isEmpty() && planning.earlierSql()) {
            planning.problems()
                    .note(
                            options.name().position(),
                            "table " + name + " does not exist yet: it is checked again when the step starts");
            return;
        }
        check(name, table, catalogue, planning.problems());
    }

    /**
     * What to write, held against the table as it is now.
     *
     * @throws InvalidSpecException with everything that is wrong
     */
    WritePlan require(DataSource target) {
        Problems problems = new Problems();
        TableName name = name(problems);
        problems.throwIfAny();
        Catalogue catalogue = new Catalogue(target);
        TableName known = java.util.Objects.requireNonNull(name);
        Optional<TableInfo> table = catalogue.find(known);
        check(known, table, catalogue, problems);
        problems.throwIfAny();
        return new WritePlan(table.orElseThrow(), input, options.keyNames());
    }

    private @Nullable TableName name(Problems problems) {
        try {
            return TableName.parse(options.name().value());
        } catch (IllegalArgumentException e) {
            problems.add(options.name().position(), String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void checkMode(Problems problems) {
        switch (options.mode().value()) {
            case APPEND -> {
                if (!options.key().isEmpty()) {
                    problems.add(
                            options.key().get(0).position(),
                            "mode append takes no key: write mode: upsert, or leave the key out");
                }
            }
            case UPSERT -> {
                if (options.key().isEmpty()) {
                    problems.add(
                            options.mode().position(), "mode upsert needs the columns that identify a row: key: [id]");
                }
            }
            default ->
                problems.add(
                        options.mode().position(),
                        "mode " + options.mode().value().name().toLowerCase(java.util.Locale.ROOT)
                                + " is not supported yet: append and upsert are");
        }
    }

    private void check(TableName name, Optional<TableInfo> table, Catalogue catalogue, Problems problems) {
        if (table.isEmpty()) {
            problems.add(options.name().position(), missing(name, catalogue));
            return;
        }
        new ColumnCheck(options, input, table.get(), problems, planning.position()).run();
    }

    private static String missing(TableName name, Catalogue catalogue) {
        List<String> schemas = catalogue.schemas();
        if (name.schema() != null && !schemas.contains(name.schema())) {
            return "there is no schema " + name.schema() + NearestWord.hint(name.schema(), schemas);
        }
        String hint = NearestWord.hint(name.table(), catalogue.tables(name));
        return name.schema() == null
                ? "table " + name + " is in no schema of the search path" + hint + "; write it as schema." + name
                : "there is no table " + name + hint;
    }
}
