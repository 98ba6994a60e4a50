package io.nightload.source.entity;

import io.nightload.model.Entity;
import io.nightload.row.ColumnType.Kind;
import io.nightload.source.graph.Graph;
import io.nightload.source.keyset.KeyRange;
import io.nightload.source.keyset.KeyStatistics;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.hibernate.StatelessSession;
import org.hibernate.query.Query;
import org.jspecify.annotations.Nullable;

/**
 * Divides the root's rows by the first column of its key: by the statistics of the table, or where a condition leaves part of it, a
 * column of numbers by the least and the greatest value that is left.
 */
record EntityDivision(Graph graph, Where where, Mapping mapping) {

    private static final Set<Kind> NUMBERS = Set.of(Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT, Kind.NUMERIC);

    /** @param database whose settings give canonical text */
    List<KeyRange> ranges(Connection database, int wanted) throws SQLException {
        Entity root = graph.statement().root().entity();
        String column = root.key().get(0);
        boolean isNumber =
                NUMBERS.contains(root.attribute(column).orElseThrow().type().kind());
        return KeyRange.between(
                where.text() != null && isNumber
                        ? byEnds(database, wanted)
                        : KeyStatistics.cuts(database, root.table().quoted(), column, false, wanted));
    }

    private List<String> byEnds(Connection database, int wanted) {
        try (Sessions sessions = new Sessions(mapping, Queries.conditions(graph));
                StatelessSession session = sessions.open(database)) {
            Query<Object[]> query = session.createQuery(new Queries(sessions, graph, where, KeyRange.ALL).ends());
            where.bind(query);
            Object[] ends = query.getSingleResult();
            return KeyStatistics.between(text(ends[0]), text(ends[1]), false, wanted);
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : new String((byte[]) value, StandardCharsets.UTF_8);
    }
}
