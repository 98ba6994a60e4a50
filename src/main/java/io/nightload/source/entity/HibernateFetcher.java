package io.nightload.source.entity;

import io.nightload.entity.TextOfType;
import io.nightload.source.graph.Branch;
import io.nightload.source.graph.Fetcher;
import io.nightload.source.relation.FetchSize;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.ScrollMode;
import org.hibernate.ScrollableResults;
import org.hibernate.StatelessSession;
import org.hibernate.query.Query;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.type.BasicType;
import org.hibernate.type.descriptor.java.StringJavaType;
import org.hibernate.type.internal.BasicTypeImpl;
import org.jspecify.annotations.Nullable;

/** Runs the statements of a fetch plan in one session. */
final class HibernateFetcher implements Fetcher {

    /** Rows that the driver takes from the server at once, before anything is known of them. */
    private static final int FIRST_ROWS = 2000;

    /** The driver holds some 150 bytes for a row beside its values: 3 MiB. */
    private static final int MOST_ROWS = 20_000;

    private static final BasicType<String> KEYS = new BasicTypeImpl<>(StringJavaType.INSTANCE, new TextOfType());

    private final StatelessSession session;
    private final Queries queries;
    private final Where where;
    private final Map<Branch, JpaCriteriaQuery<Object[]>> prepared = new HashMap<>();
    private final Map<Branch, FetchSize> sizes = new HashMap<>();
    private final JpaCriteriaQuery<Object[]> first;
    private final JpaCriteriaQuery<Object[]> next;

    HibernateFetcher(StatelessSession session, Queries queries, Where where) {
        this.session = session;
        this.queries = queries;
        this.where = where;
        this.first = queries.page(false);
        this.next = queries.page(true);
    }

    /**
     * The root's rows behind a key, or from the beginning where there is none.
     *
     * @param rows at most
     * @param page how many of them are walked at a time
     */
    Cursor stretch(List<String> key, int rows, int page) {
        Query<Object[]> query = session.createQuery(key.isEmpty() ? first : next);
        where.bind(query);
        queries.bindPartition(query);
        bind(query, key);
        return new Rows(query.setMaxResults(rows), new FetchSize(page, FIRST_ROWS));
    }

    @Override
    public Cursor fetch(Branch branch, List<String> keys) {
        SelectionQuery<Object[]> query =
                session.createSelectionQuery(prepared.computeIfAbsent(branch, queries::branch));
        bind(query, keys);
        FetchSize size = sizes.computeIfAbsent(branch, key -> new FetchSize(FIRST_ROWS, MOST_ROWS));
        return new Rows(query, size);
    }

    private static void bind(SelectionQuery<?> query, List<String> key) {
        for (int i = 0; i < key.size(); i++) {
            query.setParameter(Queries.KEY + i, key.get(i), KEYS);
        }
    }

    private static final class Rows implements Cursor {
        private final ScrollableResults<?> results;
        private final FetchSize size;
        private Object[] row = {};
        private boolean ended;
        private int count;
        private long bytes;

        Rows(SelectionQuery<Object[]> query, FetchSize size) {
            this.results = query.setFetchSize(size.rows()).scroll(ScrollMode.FORWARD_ONLY);
            this.size = size;
        }

        @Override
        public boolean next() {
            ended = ended || !results.next();
            if (!ended) {
                Object result = results.get();
                row = result instanceof Object[] several ? several : new Object[] {result};
                count++;
            }
            return !ended;
        }

        @Override
        public byte @Nullable [] value(int index) {
            byte @Nullable [] value = (byte[]) row[index];
            bytes += value == null ? 0 : value.length;
            return value;
        }

        @Override
        public void close() {
            ended = true;
            results.close();
            if (count > 0) {
                size.came(count, bytes);
            }
        }
    }
}
