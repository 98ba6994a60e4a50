package io.nightload.cli;

import io.nightload.connection.ConnectionException;
import io.nightload.connection.Connections;
import io.nightload.part.Databases;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** The databases that answer. Of one that does not, a person is told once; the rest can be checked without it. */
final class ReachableDatabases implements Databases {

    private final Connections connections;
    private final Consumer<String> complaints;
    private final Map<String, Optional<DataSource>> known = new HashMap<>();
    private final Set<String> unanswered = new TreeSet<>();

    ReachableDatabases(Connections connections, Consumer<String> complaints) {
        this.connections = connections;
        this.complaints = complaints;
    }

    @Override
    public Optional<DataSource> find(String connection) {
        Optional<DataSource> found = known.get(connection);
        if (found == null) {
            found = probe(connection);
            known.put(connection, found);
        }
        return found;
    }

    /** The connections that were asked for and not to be had; one that is another's by default goes by its name. */
    List<String> unanswered() {
        return List.copyOf(unanswered);
    }

    private Optional<DataSource> probe(String name) {
        DataSource source = connections.dataSource(name);
        try (Connection probe = source.getConnection()) {
            return probe.isClosed() ? Optional.empty() : Optional.of(source);
        } catch (ConnectionException e) {
            if (unanswered.add(e.connection())) {
                complaints.accept("the tables are not checked: " + e.getMessage());
            }
            return Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException("closing connection " + name, e);
        }
    }
}
