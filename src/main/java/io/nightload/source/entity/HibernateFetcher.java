package io.nightload.source.entity;

import io.nightload.source.graph.Branch;
import io.nightload.source.graph.Fetcher;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.ScrollMode;
import org.hibernate.ScrollableResults;
import org.hibernate.StatelessSession;
import org.hibernate.query.Query;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.jspecify.annotations.Nullable;

/** Runs the statements of a fetch plan in one session. */
final class HibernateFetcher implements Fetcher {

    /** Rows that the driver takes from the server at once. */
    private static final int FETCH_SIZE = 2000;

    private final StatelessSession session;
    private final Queries queries;
    private final Where where;
    private final Map<Branch, JpaCriteriaQuery<Object[]>> prepared = new HashMap<>();
    private final JpaCriteriaQuery<Object[]> first;
    private final JpaCriteriaQuery<Object[]> next;

    HibernateFetcher(StatelessSession session, Queries queries, Where where) {
        this.session = session;
        this.queries = queries;
        this.where = where;
        this.first = queries.page(false);
        this.next = queries.page(true);
    }

    /** A page of the root's rows, behind a key, or from the beginning where there is none. */
    Cursor page(List<String> key, int rows) {
        Query<Object[]> query = session.createQuery(key.isEmpty() ? first : next);
        where.bind(query);
        queries.bindPartition(query);
        bind(query, key);
        return open(query.setMaxResults(rows));
    }

    @Override
    public Cursor fetch(Branch branch, List<String> keys) {
        SelectionQuery<Object[]> query =
                session.createSelectionQuery(prepared.computeIfAbsent(branch, queries::branch));
        bind(query, keys);
        return open(query);
    }

    private static void bind(SelectionQuery<?> query, List<String> key) {
        for (int i = 0; i < key.size(); i++) {
            query.setParameter(Queries.KEY + i, key.get(i));
        }
    }

    private static Cursor open(SelectionQuery<Object[]> query) {
        return new Rows(query.setFetchSize(FETCH_SIZE).scroll(ScrollMode.FORWARD_ONLY));
    }

    private static final class Rows implements Cursor {
        private final ScrollableResults<?> results;
        private Object[] row = {};
        private boolean ended;

        Rows(ScrollableResults<?> results) {
            this.results = results;
        }

        @Override
        public boolean next() {
            ended = ended || !results.next();
            if (!ended) {
                Object result = results.get();
                row = result instanceof Object[] several ? several : new Object[] {result};
            }
            return !ended;
        }

        @Override
        public byte @Nullable [] value(int index) {
            return (byte[]) row[index];
        }

        @Override
        public void close() {
            ended = true;
            results.close();
        }
    }
}
