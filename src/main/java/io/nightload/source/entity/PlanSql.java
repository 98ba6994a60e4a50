package io.nightload.source.entity;

import io.nightload.source.graph.Branch;
import io.nightload.source.graph.Graph;
import io.nightload.source.keyset.KeyRange;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.StatelessSession;
import org.hibernate.query.Query;
import org.hibernate.query.criteria.JpaCriteriaQuery;

/** The SQL of a plan, for people. Hibernate shows it only when it is about to send it, so it is kept from doing so. */
final class PlanSql {

    private PlanSql() {}

    /** Leaves Hibernate with the statement. */
    private static final class Shown extends RuntimeException {
        private static final long serialVersionUID = 1;

        Shown(String sql) {
            super(sql, null, false, false);
        }
    }

    /** What a chunk sends that is not the first: its page, then the branches in the order in which they are loaded. */
    static List<String> of(Graph graph, Where where, Mapping mapping) {
        try (Sessions sessions = new Sessions(mapping, Queries.conditions(graph));
                StatelessSession session = sessions.open(none(), sql -> {
                    throw new Shown(sql);
                })) {
            Queries queries = new Queries(sessions, graph, where, KeyRange.ALL);
            List<String> statements = new ArrayList<>();
            Query<Object[]> page = query(session, queries.page(true)).setMaxResults(1);
            where.bind(page);
            statements.add(sql(page));
            for (Branch branch : Queries.branches(graph.statement(), new ArrayList<>())) {
                statements.add(sql(query(session, queries.branch(branch))));
            }
            return statements;
        }
    }

    private static Query<Object[]> query(StatelessSession session, JpaCriteriaQuery<Object[]> criteria) {
        Query<Object[]> query = session.createQuery(criteria);
        query.getParameters().stream()
                .map(parameter -> String.valueOf(parameter.getName()))
                .filter(name -> name.startsWith(Queries.KEY))
                .forEach(name -> query.setParameter(name, ""));
        return query;
    }

    private static String sql(Query<?> query) {
        try {
            query.list();
        } catch (Shown shown) {
            return String.valueOf(shown.getMessage());
        }
        throw new IllegalStateException("Hibernate sent a statement without showing it");
    }

    /** A connection that nothing is sent through. */
    private static Connection none() {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    return method.getReturnType() == boolean.class ? (Object) false : null;
                });
    }
}
