package io.nightload.source.entity;

import io.nightload.model.Association;
import io.nightload.model.Entity;
import io.nightload.model.Model;
import io.nightload.model.TableName;
import io.nightload.part.Located;
import io.nightload.part.Planning;
import io.nightload.source.graph.FetchMode;
import io.nightload.source.graph.Graph;
import io.nightload.spec.NearestWord;
import io.nightload.spec.Node;
import io.nightload.spec.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Plans an entity source; what is wrong goes into the planning's problems. */
public final class EntityPlanner {

    private final Planning planning;
    private final Located<String> connection;
    private final Located<String> root;

    public EntityPlanner(Planning planning, Located<String> connection, Located<String> root) {
        this.planning = planning;
        this.connection = connection;
        this.root = root;
    }

    /**
     * @param renames new names of associations, by path
     * @param fetch how associations are loaded, by path
     * @param where an HQL condition
     */
    public EntityPlan plan(
            Map<Located<String>, Located<String>> renames,
            Map<Located<String>, Located<String>> fetch,
            Node.@Nullable Scalar where) {
        Optional<DataSource> database = planning.database(connection);
        Optional<TableName> table = table();
        if (database.isEmpty() || table.isEmpty()) {
            return EntityPlan.unknown(connection.value());
        }
        Model model = new Model(database.get());
        Optional<Entity> found = model.find(table.get());
        if (found.isEmpty()) {
            missing(model);
            return EntityPlan.unknown(connection.value());
        }
        if (found.get().key().isEmpty()) {
            planning.problem(
                    root.position(),
                    root.value() + " has no primary key to read it by: read it with `query`, or add a primary key");
            return EntityPlan.unknown(connection.value());
        }
        if (found.get().inherited()) {
            planning.problem(
                    root.position(),
                    "other tables inherit from " + root.value()
                            + ", so its primary key does not tell apart the rows that"
                            + " are read: read them with `table` or `query`");
            return EntityPlan.unknown(connection.value());
        }
        renames.forEach((path, name) -> rename(model, found.get(), path, name));
        Entity entity = model.find(table.get()).orElseThrow();
        Graph graph = new Graph(model, entity, modes(model, entity, fetch));
        Where condition =
                new Where(entity.table(), where == null ? null : where.value(), planning.parameters(), planning.zone());
        if (where != null) {
            new WhereCheck(planning, model, entity).check(condition, where);
        }
        return new EntityPlan(connection.value(), model, graph, condition);
    }

    private Optional<TableName> table() {
        try {
            return Optional.of(TableName.parse(root.value()));
        } catch (IllegalArgumentException e) {
            planning.problem(root.position(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void missing(Model model) {
        if (planning.earlierSql()) {
            planning.problems()
                    .note(
                            root.position(),
                            "table " + root.value() + " does not exist yet: it is read when the step starts");
            return;
        }
        List<String> tables = model.tables().stream().map(TableName::toString).toList();
        planning.problem(root.position(), "there is no table " + root.value() + NearestWord.hint(root.value(), tables));
    }

    private void rename(Model model, Entity entity, Located<String> path, Located<String> name) {
        List<String> steps = steps(path.value());
        Optional<Entity> holder = walk(model, entity, path.position(), steps.subList(0, steps.size() - 1));
        String last = steps.get(steps.size() - 1);
        if (holder.isEmpty() || follow(holder.get(), path.position(), last).isEmpty()) {
            return;
        }
        if (holder.get().names().contains(name.value())) {
            planning.problem(name.position(), holder.get().table() + " has a '" + name.value() + "' already");
            return;
        }
        model.rename(holder.get(), last, name.value());
    }

    private Map<String, FetchMode> modes(Model model, Entity entity, Map<Located<String>, Located<String>> fetch) {
        Map<String, FetchMode> modes = new HashMap<>();
        fetch.forEach((path, word) -> {
            List<String> steps = steps(path.value());
            Optional<Association> association = walk(model, entity, path.position(), steps.subList(0, steps.size() - 1))
                    .flatMap(holder -> follow(holder, path.position(), steps.get(steps.size() - 1)));
            Optional<FetchMode> mode = mode(word);
            if (association.isPresent() && mode.isPresent()) {
                requireFitting(association.get(), mode.get(), path.value(), word.position());
                modes.put(String.join(".", steps), mode.get());
            }
        });
        return modes;
    }

    private Optional<FetchMode> mode(Located<String> word) {
        Optional<FetchMode> mode = Arrays.stream(FetchMode.values())
                .filter(m -> m.toString().equals(word.value()))
                .findFirst();
        if (mode.isEmpty()) {
            List<String> words =
                    Arrays.stream(FetchMode.values()).map(FetchMode::toString).toList();
            planning.problem(
                    word.position(),
                    "an association cannot be loaded by '" + word.value() + "'"
                            + NearestWord.hint(word.value(), words));
        }
        return mode;
    }

    private void requireFitting(Association association, FetchMode mode, String path, Position position) {
        if (mode == FetchMode.JOIN && association.cardinality().isToMany()) {
            planning.problem(
                    position,
                    path + " is " + association.cardinality()
                            + ": joined, each row would come once for each of them; write select-in");
        }
    }

    /** A path's parts, as an expression would write them. */
    private static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        for (String step : path.split("\\.(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)) {
            boolean quoted = step.length() > 1 && step.startsWith("\"") && step.endsWith("\"");
            steps.add(quoted ? step.substring(1, step.length() - 1).replace("\"\"", "\"") : step);
        }
        return steps;
    }

    private Optional<Entity> walk(Model model, Entity from, Position position, List<String> steps) {
        Optional<Entity> entity = Optional.of(from);
        for (String step : steps) {
            entity = entity.flatMap(e -> follow(e, position, step)).map(model::target);
        }
        return entity;
    }

    private Optional<Association> follow(Entity entity, Position position, String name) {
        Optional<Association> association = entity.association(name);
        if (association.isEmpty()) {
            List<String> names =
                    entity.associations().stream().map(Association::name).toList();
            planning.problem(
                    position, entity.table() + " has no association '" + name + "'" + NearestWord.hint(name, names));
        }
        return association;
    }
}
