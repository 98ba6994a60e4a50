package io.nightload.bench;

import java.util.Map;
import org.springframework.batch.infrastructure.item.database.JpaPagingItemReader;

/** Pages of orders whose associations are loaded one by one when they are touched. */
final class GraphJpaLazy {

    private GraphJpaLazy() {}

    /** See {@link GraphJdbc#main}. */
    public static void main(String[] arguments) throws Exception {
        GraphJpa.run(arguments, (sessions, chunk) -> {
            JpaPagingItemReader<GraphJpa.Orders> reader = new JpaPagingItemReader<>(sessions);
            reader.setQueryString("select o from Orders o where o.id <= :max order by o.id");
            reader.setParameterValues(Map.of("max", Long.valueOf(arguments[3])));
            reader.setPageSize(chunk);
            return reader;
        });
    }
}
