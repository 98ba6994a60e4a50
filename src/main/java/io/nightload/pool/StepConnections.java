package io.nightload.pool;

import javax.sql.DataSource;

/** The connections that one thread of a step works with. */
public interface StepConnections extends AutoCloseable {

    /** The writer's connection, and others beside it while it is taken. */
    DataSource target();

    /** The connections that parts read from a database with; never the writer's. */
    DataSource source(String name);

    /** How long was waited for them. */
    QueueWait queueWait();

    @Override
    void close();
}
