package io.nightload.source.objects;

import io.nightload.entity.EntityType;
import io.nightload.entity.EntityType.MappedColumn;
import io.nightload.model.Attribute;
import io.nightload.model.Entity;
import io.nightload.model.Model;
import io.nightload.model.TableName;
import io.nightload.part.Planning;
import io.nightload.spec.NearestWord;
import io.nightload.spec.Position;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Holds a class against its tables: the columns that it names, and whether a key is that of one row. Of each class whose objects the plan
 * loads, when it becomes part of the plan.
 */
final class ClassCheck {

    private final Planning planning;
    private final Position position;
    private final Optional<Model> model;
    private final Set<MappedColumn> checked = new HashSet<>();
    private final Set<TableName> inherited = new HashSet<>();

    /**
     * @param position of the class's name in the job file
     * @param model of the database, or empty where it is not to be asked
     */
    ClassCheck(Planning planning, Position position, Optional<Model> model) {
        this.planning = planning;
        this.position = position;
        this.model = planning.earlierSql() ? Optional.empty() : model;
    }

    void check(EntityType type) {
        type.columns().stream()
                .filter(checked::add)
                .forEach(mapped -> table(mapped).ifPresent(table -> check(type, mapped, table)));
    }

    private void check(EntityType type, MappedColumn mapped, Entity table) {
        if (table.inherited() && inherited.add(table.table())) {
            planning.problem(
                    position,
                    ("other tables inherit from %s, which %s is mapped to, so its key does not tell apart the rows that are"
                                    + " read: read them with `table` or `query`")
                            .formatted(table.table(), type.type().getName()));
        }
        String column = name(mapped.column());
        if (table.attribute(column).isEmpty()) {
            planning.problem(
                    position,
                    "%s.%s is mapped to column %s, which table %s does not have%s"
                            .formatted(
                                    type.type().getName(),
                                    mapped.attribute(),
                                    column,
                                    table.table(),
                                    NearestWord.hint(
                                            column,
                                            table.attributes().stream()
                                                    .map(Attribute::name)
                                                    .toList())));
        }
    }

    /** Empty where it is none, as where a class is mapped to a query. */
    private Optional<Entity> table(MappedColumn mapped) {
        try {
            TableName name = TableName.parse(mapped.table());
            return model.flatMap(tables -> tables.find(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** As the catalogue has it. */
    static String name(String sql) {
        return sql.startsWith("\"") && sql.endsWith("\"")
                ? sql.substring(1, sql.length() - 1).replace("\"\"", "\"")
                : sql.toLowerCase(Locale.ROOT);
    }
}
