package io.nightload.source.objects;

import io.nightload.entity.EntityType;
import io.nightload.entity.EntityType.Property;
import jakarta.persistence.criteria.Fetch;
import jakarta.persistence.criteria.FetchParent;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.query.Query;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.criteria.JpaParameterExpression;
import org.hibernate.query.criteria.JpaRoot;
import org.jspecify.annotations.Nullable;

/** Loads pages of objects with what the fetch plan says, and nothing else. */
final class PageLoader {

    private static final String KEY = "nightload_key_";
    private static final String FROM = "nightload_from";
    private static final String END = "nightload_end";

    private final ObjectPlan plan;
    private final Session session;
    private final JpaCriteriaQuery<Object> first;
    private final JpaCriteriaQuery<Object> next;

    PageLoader(ObjectPlan plan, Session session) {
        this.plan = plan;
        this.session = session;
        this.first = query(false);
        this.next = query(true);
    }

    /** The objects behind a key, in the order of their keys; from the beginning where there is no key. */
    List<Object> page(List<String> key, int rows) {
        Query<Object> query = session.createQuery(key.isEmpty() ? first : next);
        plan.where().bind(query);
        bind(query, FROM, plan.partition().from());
        bind(query, END, plan.partition().end());
        for (int i = 0; i < key.size(); i++) {
            query.setParameter(
                    KEY + i, Objects.requireNonNull(key().get(i).key()).read().apply(key.get(i)));
        }
        List<Object> page = query.setMaxResults(rows).getResultList();
        load(plan.fetch().root(), page);
        return page;
    }

    private void bind(Query<?> query, String parameter, @Nullable String bound) {
        if (bound != null) {
            query.setParameter(
                    parameter, Objects.requireNonNull(key().get(0).key()).read().apply(bound));
        }
    }

    private List<Property> key() {
        return plan.root().key();
    }

    @SuppressWarnings("unchecked") // the query was parsed as one with a single root
    private JpaCriteriaQuery<Object> query(boolean behindKey) {
        HibernateCriteriaBuilder criteria = session.getCriteriaBuilder();
        JpaCriteriaQuery<Object> query = plan.where().query(criteria);
        JpaRoot<Object> root = (JpaRoot<Object>) query.getRoots().iterator().next();
        join(plan.fetch().root(), root);
        Predicate restriction = within(criteria, root, query.getRestriction());
        query.where(behindKey ? criteria.and(restriction, behind(criteria, root, 0)) : restriction);
        query.orderBy(key().stream()
                .map(part -> criteria.asc(path(root, part.attribute())))
                .map(jakarta.persistence.criteria.Order.class::cast)
                .toList());
        return query;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // a key's values can be ordered
    private Predicate within(HibernateCriteriaBuilder criteria, Path<?> root, Predicate restriction) {
        Path value = path(root, key().get(0).attribute());
        Predicate within = restriction;
        if (plan.partition().from() != null) {
            JpaParameterExpression from = criteria.parameter(value.getJavaType(), FROM);
            within = criteria.and(within, criteria.greaterThanOrEqualTo(value, from));
        }
        if (plan.partition().end() != null) {
            JpaParameterExpression end = criteria.parameter(value.getJavaType(), END);
            within = criteria.and(within, criteria.lessThan(value, end));
        }
        return within;
    }

    private static void join(FetchPlan.Node holder, FetchParent<?, ?> from) {
        for (FetchPlan.Node node : holder.nodes()) {
            if (node.isJoined()) {
                FetchParent<?, ?> at = from;
                for (String step : node.way().attribute().split("\\.", -1)) {
                    Fetch<?, ?> fetch = at.fetch(step, JoinType.LEFT);
                    at = fetch;
                }
                join(node, at);
            }
        }
    }

    /** Behind the key by its first column or, where that is the same, by those after it; the first bound lets an index find the place. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // a key's values can be ordered
    private Predicate behind(HibernateCriteriaBuilder criteria, Path<?> root, int column) {
        Path value = path(root, key().get(column).attribute());
        JpaParameterExpression bound = criteria.parameter(value.getJavaType(), KEY + column);
        Predicate greater = criteria.greaterThan(value, bound);
        if (column == key().size() - 1) {
            return greater;
        }
        return criteria.and(
                criteria.greaterThanOrEqualTo(value, bound), criteria.or(greater, behind(criteria, root, column + 1)));
    }

    private static Path<?> path(Path<?> root, String attribute) {
        Path<?> path = root;
        for (String step : attribute.split("\\.", -1)) {
            path = path.get(step);
        }
        return path;
    }

    /** Loads what is planned of these objects, level by level: each association in as few statements as its keys allow. */
    private static void load(FetchPlan.Node holder, Collection<?> objects) {
        for (FetchPlan.Node node : holder.nodes()) {
            Set<Object> there = Collections.newSetFromMap(new IdentityHashMap<>());
            EntityType type = holder.type();
            for (Object object : objects) {
                if (type != null && type.type().isInstance(object)) {
                    @Nullable Object value = node.way().read().apply(object);
                    Hibernate.initialize(value);
                    there.addAll(node.way().objects(object));
                }
            }
            load(node, new ArrayList<>(there));
        }
    }
}
