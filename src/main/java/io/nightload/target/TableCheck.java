package io.nightload.target;

import io.nightload.model.TableName;
import io.nightload.part.Planning;
import io.nightload.row.Schema;
import io.nightload.spec.InvalidSpecException;
import io.nightload.spec.NearestWord;
import io.nightload.spec.Problems;
import io.nightload.target.table.Catalogue;
import io.nightload.target.table.TableInfo;
import io.nightload.target.write.Merging;
import io.nightload.target.write.Slice;
import io.nightload.target.write.WritePlan;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Holds a step's rows against the table that they go to: when the job is planned, and again when the step starts. */
final class TableCheck {

    private final TableTarget.Options options;
    private final Schema input;
    private final Planning planning;
    private final @Nullable DeleteCondition deletes;
    private final @Nullable Slice slice;

    private TableCheck(
            TableTarget.Options options, Schema input, Planning planning, @Nullable DeleteCondition deletes) {
        this.options = options;
        this.input = input;
        this.planning = planning;
        this.deletes = deletes;
        this.slice = options.where() == null ? null : Slice.of(options.where().value(), planning.parameters());
    }

    /** What is wrong with its expression is put into the planning's problems. */
    static TableCheck of(TableTarget.Options options, Schema input, Planning planning) {
        return new TableCheck(
                options,
                input,
                planning,
                options.delete() == null
                        ? null
                        : DeleteCondition.compile(options.delete(), input, planning)
                                .orElse(null));
    }

    /** The slots of the source's columns that {@code delete} reads. */
    Set<Integer> reads() {
        return deletes == null ? Set.of() : deletes.expression().reads();
    }

    /** Puts what is wrong into the planning's problems; the plan for the table as it is now, where that is known. */
    Optional<WritePlan> now() {
        int before = planning.problems().list().size();
        new ModeCheck(options, planning.problems()).run();
        TableName name = name(planning.problems());
        if (name == null || planning.target().isEmpty()) {
            return Optional.empty();
        }
        DataSource target = planning.target().get();
        Catalogue catalogue = new Catalogue(target);
        Optional<TableInfo> table = catalogue.find(name);
        if (table.isEmpty() && planning.earlierSql()) {
            planning.problems()
                    .note(
                            options.name().position(),
                            "table " + name + " does not exist yet: it is checked again when the step starts");
            return Optional.empty();
        }
        if (table.isEmpty()) {
            planning.problems().add(options.name().position(), missing(name, catalogue));
            return Optional.empty();
        }
        check(table.get(), target, planning.problems());
        return planning.problems().list().size() > before ? Optional.empty() : Optional.of(plan(table.get()));
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
        TableName known = Objects.requireNonNull(name);
        Catalogue catalogue = new Catalogue(target);
        Optional<TableInfo> table = catalogue.find(known);
        if (table.isEmpty()) {
            problems.add(options.name().position(), missing(known, catalogue));
        } else {
            check(table.get(), target, problems);
        }
        problems.throwIfAny();
        return plan(table.orElseThrow());
    }

    private WritePlan plan(TableInfo table) {
        Merging merging = new Merging(
                options.keyNames(),
                options.newer() == null ? null : options.newer().value(),
                options.insertOnlyNames(),
                deletes == null ? null : deletes::isTrue);
        return new WritePlan(
                options.mode().value(),
                table,
                input,
                against(table, new Problems()).written(),
                merging,
                slice,
                options.empty().value());
    }

    private Against against(TableInfo table, Problems problems) {
        List<String> readOnly = deletes == null ? List.of() : deletes.columns();
        return new Against(options, planning.atOnce(), input, readOnly, table, problems, planning.position());
    }

    private void check(TableInfo table, DataSource target, Problems problems) {
        Against against = against(table, problems);
        if (!table.kind().isWritable()) {
            against.problem(table.name() + " is " + table.kind().words() + ": rows can only be loaded into a table");
            return;
        }
        new AccessCheck(against).run();
        new ColumnCheck(against).run();
        new KeyCheck(against).run();
        if (slice != null && options.where() != null) {
            new SliceCheck(against, slice, options.where()).run(target);
        }
    }

    private @Nullable TableName name(Problems problems) {
        try {
            return TableName.parse(options.name().value());
        } catch (IllegalArgumentException e) {
            problems.add(options.name().position(), String.valueOf(e.getMessage()));
            return null;
        }
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
