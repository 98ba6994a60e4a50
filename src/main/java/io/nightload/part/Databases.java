package io.nightload.part;

import java.util.Optional;
import javax.sql.DataSource;

/** The databases that a part may ask while its job is planned. */
@FunctionalInterface
public interface Databases {

    /** Where rows go by default, and where checkpoints and rejects are. */
    String TARGET = "target";

    /** Where nothing is to be asked: {@code check} without a reachable database. */
    Databases NONE = connection -> Optional.empty();

    /**
     * Connections to a database, or empty where it is not to be asked.
     *
     * @param connection its name in {@code nightload.yaml}
     * @throws java.util.NoSuchElementException where no connection has this name; the message lists those that there are
     */
    Optional<DataSource> find(String connection);
}
