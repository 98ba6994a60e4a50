package io.nightload.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.pool.guard.ChunkGuard;
import io.nightload.spec.PoolSizes;
import io.nightload.spec.Position;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Eight partitions at once, each with a reader and a writer on one database. */
@ExtendWith(TestDatabaseExtension.class)
class WorkersTest {

    private static final int PARTITIONS = 8;
    private static final int CHUNKS = 5;

    @Test
    void onAPoolThatFitsNobodyWaitsLongerThanAChunk(TestDatabase database) throws Exception {
        PoolNeed need = PoolNeed.of("facts", Position.of("job"), PARTITIONS, "target", List.of("target"))
                .get(0);
        QueueWait waits = new QueueWait();
        CyclicBarrier start = new CyclicBarrier(PARTITIONS);
        ExecutorService workers = Executors.newFixedThreadPool(PARTITIONS);
        try (ConnectionPool pool =
                new ConnectionPool("job/facts", database.dataSource(), need.size(PoolSizes.FITTED), waits)) {
            pool.fill(need.atOnce());
            waits.reset();
            List<Future<Long>> shortestChunks = new ArrayList<>();
            for (int i = 0; i < PARTITIONS; i++) {
                shortestChunks.add(workers.submit(() -> {
                    start.await();
                    return shortestChunk(pool);
                }));
            }
            long shortest = Long.MAX_VALUE;
            for (Future<Long> chunk : shortestChunks) {
                shortest = Math.min(shortest, chunk.get(1, TimeUnit.MINUTES));
            }

            assertThat(waits.count()).isEqualTo(PARTITIONS * 2);
            assertThat(waits.maxMillis()).isLessThan(shortest / 1e6);
        } finally {
            workers.shutdownNow();
        }
    }

    /** One partition: its reader keeps a connection while chunk after chunk is written by another one. */
    private static long shortestChunk(ConnectionPool pool) throws SQLException {
        ChunkGuard guard = new ChunkGuard("facts", null);
        DataSource writers = pool.writer(guard);
        long shortest = Long.MAX_VALUE;
        try (Connection reader = pool.readers(guard).getConnection()) {
            for (int chunk = 1; chunk <= CHUNKS; chunk++) {
                long began = System.nanoTime();
                guard.beginChunk(chunk);
                read(reader);
                try (Connection writer = writers.getConnection()) {
                    writer.setAutoCommit(false);
                    read(writer);
                    guard.endChunk(() -> commit(writer));
                }
                shortest = Math.min(shortest, System.nanoTime() - began);
            }
        }
        return shortest;
    }

    /** Takes the server some tens of milliseconds. */
    private static void read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT count(*) FROM generate_series(1, 100000)");
        }
    }

    private static void commit(Connection writer) {
        try {
            writer.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
