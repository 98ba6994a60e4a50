package io.nightload.run;

import io.nightload.connection.Connections;
import io.nightload.connection.DatabaseSource;
import io.nightload.pool.ConnectionPool;
import io.nightload.spec.Settings;
import io.nightload.step.AfterCommitJobRepository;
import io.nightload.step.retry.PatientJobRepository;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.Isolation;

/** Spring Batch over the control database. */
@Configuration(proxyBeanMethods = false)
@Lazy
class BatchConfiguration {

    /** One for the run, one for what happens beside it. */
    private static final int CONTROL_CONNECTIONS = 2;

    static final String TABLE_PREFIX = "nightload.BATCH_";

    @Bean(destroyMethod = "close")
    ConnectionPool controlPool(Connections connections) {
        DataSource control = connections.dataSource(Connections.CONTROL);
        DatabaseSource impatient = () -> impatient(control.getConnection());
        return new ConnectionPool("control", impatient, CONTROL_CONNECTIONS);
    }

    /**
     * A process that stands still while it writes here would hold its rows locked, and with them the run that takes over. These
     * transactions take milliseconds.
     */
    private static Connection impatient(Connection opened) throws SQLException {
        try (Statement statement = opened.createStatement()) {
            statement.execute("SET idle_in_transaction_session_timeout = '5s'");
            return opened;
        } catch (SQLException e) {
            opened.close();
            throw e;
        }
    }

    @Bean
    JobRepository jobRepository(ConnectionPool controlPool, Settings settings) throws Exception {
        JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
        factory.setDataSource(controlPool.dataSource());
        factory.setTransactionManager(new JdbcTransactionManager(controlPool.dataSource()));
        factory.setTablePrefix(TABLE_PREFIX);
        factory.setIsolationLevelForCreateEnum(Isolation.READ_COMMITTED); // the lease keeps others out
        factory.setValidateTransactionState(false); // the target's transaction is another one
        factory.afterPropertiesSet();
        return AfterCommitJobRepository.behind(PatientJobRepository.of(factory.getObject(), settings.retry()));
    }

    @Bean
    JobOperator jobOperator(JobRepository jobRepository) throws Exception {
        TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
        operator.setJobRepository(jobRepository);
        operator.setJobRegistry(new MapJobRegistry());
        operator.setTaskExecutor(new SyncTaskExecutor());
        operator.afterPropertiesSet();
        return operator;
    }
}
