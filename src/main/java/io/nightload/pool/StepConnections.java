package io.nightload.pool;

import java.util.List;
import javax.sql.DataSource;

/** The connections that one thread of a step works with. */
public interface StepConnections extends AutoCloseable {

    /** The writer's connection, and others beside it while it is taken. */
    DataSource target();

    /** The connections that parts read from a database with; never the writer's. */
    DataSource source(String name);

    /** How long was waited for them. */
    QueueWait queueWait();

    /** The names of those that died while they were in use, by whatever end. */
    List<String> lost();

    @Override
    void close();
}
