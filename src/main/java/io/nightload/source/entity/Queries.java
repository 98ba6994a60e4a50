package io.nightload.source.entity;

import io.nightload.model.Association;
import io.nightload.model.Attribute;
import io.nightload.model.Entity;
import io.nightload.row.ColumnType;
import io.nightload.source.entity.Sessions.KeyCondition;
import io.nightload.source.graph.Branch;
import io.nightload.source.graph.Graph;
import io.nightload.source.graph.Place;
import io.nightload.source.graph.Statement;
import io.nightload.source.keyset.KeyRange;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Selection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.criteria.JpaEntityJoin;
import org.hibernate.query.criteria.JpaFrom;

/** The queries of a fetch plan, which Hibernate turns into SQL. */
final class Queries {

    /** The column as the server writes it. */
    static final String RAW = "nightload_raw";

    /** The same for a column whose bytes the driver would decode. */
    static final String TEXT = "nightload_text";

    /** The parameters of a key, with the index of its column behind. */
    static final String KEY = "nightload_key_";

    private static final String AFTER = "nightload_after";
    private static final String FROM = "nightload_from";
    private static final String BEFORE = "nightload_before";
    private static final String ANY = "nightload_any_";

    private final Sessions sessions;
    private final Graph graph;
    private final Where where;
    private final KeyRange partition;
    private final Map<Branch, String> functions;

    /** @param partition of the root's key, or all of it */
    Queries(Sessions sessions, Graph graph, Where where, KeyRange partition) {
        this.sessions = sessions;
        this.graph = graph;
        this.where = where;
        this.partition = partition;
        this.functions = new HashMap<>();
        for (Branch branch : branches(graph.statement(), new ArrayList<>())) {
            functions.put(branch, ANY + functions.size());
        }
    }

    /** The conditions on keys that the queries of a plan need. */
    static List<KeyCondition> conditions(Graph graph) {
        List<KeyCondition> conditions = new ArrayList<>();
        for (Branch branch : branches(graph.statement(), new ArrayList<>())) {
            conditions.add(new KeyCondition(ANY + conditions.size(), branch.keyAttributes(), null));
        }
        Entity root = graph.statement().root().entity();
        conditions.add(new KeyCondition(AFTER, key(root), ">"));
        conditions.add(new KeyCondition(FROM, key(root).subList(0, 1), ">="));
        conditions.add(new KeyCondition(BEFORE, key(root).subList(0, 1), "<"));
        return conditions;
    }

    /** All branches of a statement and of those beneath it, in the order in which they are loaded. */
    static List<Branch> branches(Statement statement, List<Branch> into) {
        for (Branch branch : statement.branches()) {
            into.add(branch);
            branches(branch.statement(), into);
        }
        return into;
    }

    private static List<Attribute> key(Entity entity) {
        return entity.key().stream().map(column -> attribute(entity, column)).toList();
    }

    private static Attribute attribute(Entity entity, String column) {
        return entity.attribute(column).orElseThrow();
    }

    /** The root's rows in the order of their key; behind a key, or from the beginning. */
    JpaCriteriaQuery<Object[]> page(boolean behindKey) {
        JpaCriteriaQuery<Object[]> query = where.query(sessions);
        JpaFrom<?, ?> root = (JpaFrom<?, ?>) query.getRoots().iterator().next();
        List<String> key = graph.statement().root().entity().key();
        query.select(selections(graph.statement(), from(graph.statement(), root), List.of()));
        List<Predicate> conditions = new ArrayList<>();
        if (query.getRestriction() != null) {
            conditions.add(query.getRestriction());
        }
        if (behindKey) {
            conditions.add(condition(AFTER, root, key));
        }
        if (partition.from() != null) {
            conditions.add(condition(FROM, root, key.subList(0, 1), KEY + FROM));
        }
        if (partition.end() != null) {
            conditions.add(condition(BEFORE, root, key.subList(0, 1), KEY + BEFORE));
        }
        query.where(conditions.toArray(Predicate[]::new));
        query.orderBy(orders(root, key));
        return query;
    }

    /** The text of the least and of the greatest first value of the key among the root's rows. */
    JpaCriteriaQuery<Object[]> ends() {
        HibernateCriteriaBuilder cb = sessions.criteria();
        JpaCriteriaQuery<Object[]> query = where.query(sessions);
        JpaFrom<?, ?> root = (JpaFrom<?, ?>) query.getRoots().iterator().next();
        String column = graph.statement().root().entity().key().get(0);
        List<Selection<?>> ends = new ArrayList<>();
        for (String aggregate : List.of("min", "max")) {
            ends.add(cb.function(TEXT, byte[].class, cb.function(aggregate, Object.class, attribute(root, column))));
        }
        return query.select(cb.array(ends.toArray(Selection<?>[]::new)));
    }

    /** Gives the partition's bounds their values, in the query of a page. */
    void bindPartition(SelectionQuery<?> query) {
        if (partition.from() != null) {
            query.setParameter(KEY + FROM + 0, partition.from());
        }
        if (partition.end() != null) {
            query.setParameter(KEY + BEFORE + 0, partition.end());
        }
    }

    /** What stands behind some holders, holder by holder. */
    JpaCriteriaQuery<Object[]> branch(Branch branch) {
        HibernateCriteriaBuilder cb = sessions.criteria();
        JpaCriteriaQuery<Object[]> query = cb.createQuery(Object[].class);
        Association association = branch.association();
        Association.Link link = association.link();
        Entity target = branch.statement().root().entity();
        JpaFrom<?, ?> keyed;
        JpaFrom<?, ?> root;
        if (link == null) {
            root = query.from(type(target, branch.isToMany()));
            keyed = root;
        } else {
            keyed = query.from(sessions.mapping().type(link.table()));
            root = join(keyed, target, JoinType.INNER, link.far(), association.targetColumns());
        }
        List<String> columns =
                branch.keyAttributes().stream().map(Attribute::name).toList();
        List<Selection<?>> keys = new ArrayList<>();
        branch.keyAttributes().forEach(a -> keys.add(value(keyed, a)));
        query.select(selections(branch.statement(), from(branch.statement(), root), keys));
        query.where(condition(Objects.requireNonNull(functions.get(branch)), keyed, columns));
        List<Order> orders = new ArrayList<>(orders(keyed, columns));
        orders.addAll(orders(root, target.key()));
        query.orderBy(orders);
        return query;
    }

    private Selection<Object[]> selections(
            Statement statement, Map<Place, JpaFrom<?, ?>> from, List<Selection<?>> first) {
        List<Selection<?>> selections = new ArrayList<>(first);
        for (Statement.Selected selected : statement.selected().keySet()) {
            selections.add(value(Objects.requireNonNull(from.get(selected.place())), selected.attribute()));
        }
        return sessions.criteria().array(selections.toArray(Selection<?>[]::new));
    }

    private Map<Place, JpaFrom<?, ?>> from(Statement statement, JpaFrom<?, ?> root) {
        Map<Place, JpaFrom<?, ?>> from = new HashMap<>();
        from.put(statement.root(), root);
        joins(statement.root(), root, from);
        return from;
    }

    private void joins(Place holder, JpaFrom<?, ?> holding, Map<Place, JpaFrom<?, ?>> from) {
        for (Place place : holder.joined()) {
            Association way = Objects.requireNonNull(place.association());
            JpaFrom<?, ?> joined = join(holding, place.entity(), JoinType.LEFT, way.columns(), way.targetColumns());
            from.put(place, joined);
            joins(place, joined, from);
        }
    }

    /** Joined by its columns and not by an attribute: a foreign key may refer to what is unique but no primary key. */
    private JpaFrom<?, ?> join(
            JpaFrom<?, ?> holding, Entity target, JoinType type, List<String> ours, List<String> theirs) {
        HibernateCriteriaBuilder cb = sessions.criteria();
        JpaEntityJoin<?, ?> join = holding.join(type(target, false), type);
        List<Predicate> equal = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            equal.add(cb.equal(attribute(join, theirs.get(i)), attribute(holding, ours.get(i))));
        }
        join.on(equal.toArray(Predicate[]::new));
        return join;
    }

    /** A foreign key leads to rows of its table alone; what leads back to a table finds those that inherit from it too. */
    private Class<?> type(Entity entity, boolean toMany) {
        Mapping mapping = sessions.mapping();
        return toMany ? mapping.type(entity.table()) : mapping.referred(entity.table());
    }

    private static Expression<?> attribute(JpaFrom<?, ?> from, String column) {
        return from.get(Mapping.javaName(column));
    }

    private Expression<?> value(JpaFrom<?, ?> from, Attribute attribute) {
        String function = attribute.type().kind() == ColumnType.Kind.BYTEA ? TEXT : RAW;
        return sessions.criteria().function(function, byte[].class, attribute(from, attribute.name()));
    }

    private Predicate condition(String function, JpaFrom<?, ?> from, List<String> columns) {
        return condition(function, from, columns, KEY);
    }

    /** @param values the parameters' names, but for the index behind */
    private Predicate condition(String function, JpaFrom<?, ?> from, List<String> columns, String values) {
        HibernateCriteriaBuilder cb = sessions.criteria();
        List<Expression<?>> arguments = new ArrayList<>();
        columns.forEach(column -> arguments.add(attribute(from, column)));
        for (int i = 0; i < columns.size(); i++) {
            arguments.add(cb.parameter(String.class, values + i));
        }
        return cb.isTrue(cb.function(function, Boolean.class, arguments.toArray(Expression<?>[]::new)));
    }

    private List<Order> orders(JpaFrom<?, ?> from, List<String> columns) {
        List<Order> orders = new ArrayList<>();
        columns.forEach(column -> orders.add(sessions.criteria().asc(attribute(from, column))));
        return orders;
    }
}
