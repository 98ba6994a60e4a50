package io.nightload.target.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.Checkpoints;
import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class StagedOriginsTest {

    private static final int SECONDS = 60;

    @Test
    void theirTableCanBeMadeBySeveralSessionsAtOnce(TestDatabase database) throws Exception {
        StagedOrigins origins = new StagedOrigins("public.stage", "public.\"stage's origins\"");
        try (Connection one = database.dataSource().getConnection();
                Statement making = one.createStatement()) {
            one.setAutoCommit(false);
            making.execute(origins.createWhereMissing());
            CompletableFuture<Void> other =
                    CompletableFuture.runAsync(() -> database.execute(origins.createWhereMissing()));
            Checkpoints.await(() -> other.isDone() || waiting(database) == 1, "the other session to wait");

            one.commit();

            other.get(SECONDS, TimeUnit.SECONDS);
        }
        assertThat(database.count("SELECT count(*) FROM public.\"stage's origins\""))
                .isZero();
    }

    private static long waiting(TestDatabase database) {
        return database.count("SELECT count(*) FROM pg_catalog.pg_stat_activity"
                + " WHERE datname = current_database() AND wait_event_type = 'Lock'");
    }
}
