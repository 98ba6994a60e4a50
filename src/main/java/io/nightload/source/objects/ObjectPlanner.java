package io.nightload.source.objects;

import io.nightload.entity.EntityClass;
import io.nightload.entity.EntityFactory;
import io.nightload.entity.EntityType;
import io.nightload.entity.EntityType.Way;
import io.nightload.entity.EntityTypes;
import io.nightload.model.Model;
import io.nightload.model.TableName;
import io.nightload.part.Located;
import io.nightload.part.Planning;
import io.nightload.part.Source;
import io.nightload.source.entity.WhereParameters;
import io.nightload.source.keyset.KeyRange;
import io.nightload.spec.NearestWord;
import io.nightload.spec.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.HibernateException;
import org.jspecify.annotations.Nullable;

/** Plans a source of objects; what is wrong goes into the planning's problems. */
public final class ObjectPlanner {

    private static final List<String> MODES = List.of(FetchPlan.JOIN, FetchPlan.SELECT_IN);

    private final Planning planning;
    private final Located<String> connection;
    private final Located<String> name;

    /** @param name of the class */
    public ObjectPlanner(Planning planning, Located<String> connection, Located<String> name) {
        this.planning = planning;
        this.connection = connection;
        this.name = name;
    }

    /**
     * @param renames which a class does not take: its attributes have names
     * @param fetch how associations are loaded, by path
     * @param where an HQL condition
     */
    public Source.Plan plan(
            Map<Located<String>, Located<String>> renames,
            Map<Located<String>, Located<String>> fetch,
            Node.@Nullable Scalar where) {
        renames.keySet().stream()
                .findFirst()
                .ifPresent(path -> planning.problem(
                        path.position(), "associations renames those of a table: a class names its own attributes"));
        Optional<EntityClass> found = EntityClass.find(name, planning.problems());
        return found.<Source.Plan>map(entity -> plan(entity, fetch, where)).orElse(NoColumns.INSTANCE);
    }

    private Source.Plan plan(
            EntityClass entity, Map<Located<String>, Located<String>> fetch, Node.@Nullable Scalar where) {
        EntityType root = entity.type();
        if (root.key().isEmpty()) {
            planning.problem(
                    name.position(), "the key of " + name.value() + " has no value that a restart could go by");
        }
        Optional<Model> model = planning.database(connection).map(Model::new);
        boolean isThere = requireTable(root, model);
        Map<String, Boolean> joins = new HashMap<>();
        fetch.forEach((path, mode) -> join(entity.types(), root, path, mode).ifPresent(joins::putAll));
        ClassCheck classes = new ClassCheck(planning, name.position(), isThere ? model : Optional.empty());
        FetchPlan plan = new FetchPlan(entity.types(), root, joins, classes::check);
        Condition condition = new Condition(
                root.entity(), where == null ? null : where.value(), planning.parameters(), planning.zone());
        if (where != null) {
            check(root.type(), condition, where);
        }
        return new ObjectPlan(
                connection.value(),
                planning.position(),
                entity.types(),
                root,
                plan,
                new RootRows(root, plan),
                condition,
                KeyRange.ALL);
    }

    private boolean requireTable(EntityType root, Optional<Model> model) {
        boolean missing = model.isPresent()
                && model.get().find(TableName.parse(root.table())).isEmpty();
        if (missing && !planning.earlierSql()) {
            List<String> tables =
                    model.get().tables().stream().map(TableName::toString).toList();
            planning.problem(
                    name.position(),
                    "there is no table " + root.table() + ", which " + name.value() + " is mapped to"
                            + NearestWord.hint(root.table(), tables));
        }
        return !missing;
    }

    /** The path by the names that expressions use, with whether it is joined. */
    private Optional<Map<String, Boolean>> join(
            EntityTypes types, EntityType root, Located<String> path, Located<String> mode) {
        StringBuilder names = new StringBuilder();
        Optional<EntityType> holder = Optional.of(root);
        boolean toMany = false;
        for (String step : path.value().split("\\.", -1)) {
            Optional<Way> way = holder.flatMap(type -> type.way(step));
            if (way.isEmpty()) {
                unknown(holder, step, path);
                return Optional.empty();
            }
            names.append(names.isEmpty() ? "" : ".").append(way.get().name());
            toMany = way.get().toMany();
            holder = types.find(way.get().target());
        }
        return fits(path, mode, toMany)
                ? Optional.of(Map.of(names.toString(), mode.value().equals(FetchPlan.JOIN)))
                : Optional.empty();
    }

    private void unknown(Optional<EntityType> holder, String step, Located<String> path) {
        List<String> known =
                holder.map(type -> type.ways().stream().map(Way::name).toList()).orElse(List.of());
        String owner = holder.map(type -> type.type().getName()).orElse("what stands there");
        planning.problem(path.position(), owner + " has no association '" + step + "'" + NearestWord.hint(step, known));
    }

    private boolean fits(Located<String> path, Located<String> mode, boolean toMany) {
        if (!MODES.contains(mode.value())) {
            planning.problem(
                    mode.position(),
                    "an association cannot be loaded by '" + mode.value() + "'"
                            + NearestWord.hint(mode.value(), MODES));
            return false;
        }
        if (toMany && mode.value().equals(FetchPlan.JOIN)) {
            planning.problem(
                    mode.position(),
                    path.value() + " is a collection: joined, each row would come once for each of its entries; write"
                            + " select-in");
            return false;
        }
        return true;
    }

    private void check(Class<?> type, Condition condition, Node.Scalar written) {
        WhereParameters.requireKnown(written, planning);
        try (EntityFactory factory = new EntityFactory(type)) {
            condition.query(factory.sessions().getCriteriaBuilder());
        } catch (IllegalArgumentException | HibernateException e) {
            Throwable cause = e instanceof IllegalArgumentException && e.getCause() != null ? e.getCause() : e;
            HqlComplaint complaint = HqlComplaint.of(
                    String.valueOf(cause.getMessage()), Condition.prefix(condition.entity()), written.value());
            planning.problem(written.at(complaint.offset()), "where is no condition: " + complaint.message());
        }
    }
}
