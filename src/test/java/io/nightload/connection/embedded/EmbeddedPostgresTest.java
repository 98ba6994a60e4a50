package io.nightload.connection.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    @TempDir
    Path project;

    private final List<String> notes = new ArrayList<>();

    private EmbeddedPostgres join() throws EmbeddedPostgresException {
        return EmbeddedPostgres.join(project.resolve(".nightload"), notes::add);
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.url(), postgres.username(), postgres.password());
    }

    @Test
    void dataIsThereAgainInTheNextRun() throws Exception {
        long t0 = System.nanoTime();
        try (EmbeddedPostgres postgres = join();
                Connection connection = connect(postgres)) {
            System.out.println("cold " + (System.nanoTime() - t0) / 1e6);
            connection.createStatement().execute("CREATE TABLE kept AS SELECT 42 AS answer");
        }
        t0 = System.nanoTime();
        try (EmbeddedPostgres postgres = join();
                Connection connection = connect(postgres)) {
            System.out.println("warm with stop " + (System.nanoTime() - t0) / 1e6);
            var rows = connection.createStatement().executeQuery("SELECT answer FROM kept");
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(42);
            t0 = System.nanoTime();
        }
        System.out.println("stop " + (System.nanoTime() - t0) / 1e6);
    }
}
