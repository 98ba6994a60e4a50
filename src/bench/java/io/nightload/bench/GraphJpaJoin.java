package io.nightload.bench;

import java.util.Map;
import org.springframework.batch.infrastructure.item.database.JpaCursorItemReader;

/** A cursor over one query that fetches everything by joins. */
final class GraphJpaJoin {

    private GraphJpaJoin() {}

    /** See {@link GraphJdbc#main}. */
    public static void main(String[] arguments) throws Exception {
        GraphJpa.run(arguments, (sessions, chunk) -> {
            JpaCursorItemReader<GraphJpa.Orders> reader = new JpaCursorItemReader<>(sessions);
            reader.setQueryString("select o from Orders o join fetch o.customer left join fetch o.lines"
                    + " where o.id <= :max order by o.id");
            reader.setParameterValues(Map.of("max", Long.valueOf(arguments[3])));
            reader.setHintValues(Map.of("org.hibernate.fetchSize", chunk));
            return reader;
        });
    }
}
