package io.nightload.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.connection.Migrations;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionStatus;

@ExtendWith(TestDatabaseExtension.class)
class InstancesTest {

    private static final InstanceKey KEY = new InstanceKey("p", "j", "", 0);

    @Test
    void aRunThatWakesBehindALaterOneTakesNoCheckpointAgain(TestDatabase database) throws Exception {
        Migrations.target(database.dataSource());
        UUID paused = UUID.randomUUID();
        Instances instances = new Instances(database.dataSource());
        instances.begin(KEY, paused, "the test");
        StepCheckpoint taken = StepCheckpoint.take(
                database.dataSource(), database.dataSource(), new CheckpointKey(KEY, "s", 0), paused);

        instances.begin(KEY, UUID.randomUUID(), "the test");

        assertThatThrownBy(() -> taken.takeAgain(database.dataSource(), database.dataSource()))
                .isInstanceOf(FencedException.class);
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aRunThatStandsStillWhileItCompletesTheInstanceHoldsUpNoOther(TestDatabase database) throws Exception {
        Migrations.target(database.dataSource());
        new Instances(database.dataSource()).begin(KEY, UUID.randomUUID(), "the test");
        SingleConnectionDataSource paused =
                new SingleConnectionDataSource(database.dataSource().getConnection(), true);
        StepCheckpoint.take(paused, database.dataSource(), new CheckpointKey(KEY, "s", 0));
        JdbcTransactionManager transactions = new JdbcTransactionManager(paused);
        TransactionStatus chunk = transactions.getTransaction(null);
        new Instances(paused).complete(KEY);

        assertThat(new Instances(database.dataSource()).begin(KEY, UUID.randomUUID(), "the test"))
                .isTrue();

        assertThatThrownBy(() -> transactions.commit(chunk)).isInstanceOf(DataAccessException.class);
        paused.destroy();
        assertThat(new Instances(database.dataSource())
                        .newest(KEY)
                        .orElseThrow()
                        .complete())
                .isFalse();
    }
}
