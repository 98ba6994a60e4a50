package io.nightload.pool;

import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Connections out of a step's pools, for one writer and its readers. */
record LentConnections(
        WriterSeat seat, Map<String, DataSource> readers, QueueWait queueWait, Map<String, ConnectionPool> pools)
        implements StepConnections {

    @Override
    public DataSource target() {
        return seat;
    }

    @Override
    public DataSource source(String name) {
        DataSource source = readers.get(name);
        if (source == null) {
            throw new IllegalArgumentException("the step's plan names no connection " + name);
        }
        return source;
    }

    @Override
    public List<String> lost() {
        return pools.entrySet().stream()
                .filter(pool -> pool.getValue().hasLost())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public void close() {
        seat.leave();
    }
}
