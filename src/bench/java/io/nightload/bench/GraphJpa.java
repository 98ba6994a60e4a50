package io.nightload.bench;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.item.ChunkOrientedStep;
import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.batch.infrastructure.item.ItemStream;
import org.springframework.batch.infrastructure.item.database.JdbcBatchItemWriter;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A plain step of Spring Batch over entities, and the entities. */
final class GraphJpa {

    /** {@code graph.customer}. */
    @Entity(name = "Customer")
    @Table(schema = "graph", name = "customer")
    public static class Customer {
        @Id
        Long id = 0L;

        String name = "";

        @Nullable
        String segment;

        /** The way to the name that wakes a proxy. */
        String name() {
            return name;
        }
    }

    /** {@code graph.orders}. */
    @Entity(name = "Orders")
    @Table(schema = "graph", name = "orders")
    public static class Orders {
        @Id
        Long id = 0L;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "customer_id")
        @Nullable
        Customer customer;

        String status = "";

        @OneToMany(mappedBy = "order")
        List<Line> lines = new ArrayList<>();
    }

    /** The key of a line. */
    public record LineKey(Long order, Integer number) implements Serializable {}

    /** {@code graph.line}. */
    @Entity(name = "Line")
    @Table(schema = "graph", name = "line")
    @IdClass(LineKey.class)
    public static class Line {
        @Id
        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "order_id")
        @Nullable
        Orders order;

        @Id
        Integer number = 0;

        @Column(precision = 12, scale = 2)
        BigDecimal quantity = BigDecimal.ZERO;

        @Column(precision = 12, scale = 2)
        BigDecimal price = BigDecimal.ZERO;

        @Nullable
        String status;
    }

    private GraphJpa() {}

    /** Runs the step; the arguments are those of {@link GraphJdbc#main}. */
    static <R extends ItemReader<Orders> & ItemStream> void run(
            String[] a, BiFunction<EntityManagerFactory, Integer, R> readers) throws Exception {
        int chunk = Integer.parseInt(a[4]);
        SingleConnectionDataSource target =
                new SingleConnectionDataSource(a[0] + (a[0].contains("?") ? "&" : "?") + "reWriteBatchedInserts=true", a[1], a[2], true);
        target.setAutoCommit(false);
        try (SessionFactory sessions = new HibernatePersistenceConfiguration("graph")
                .managedClasses(Customer.class, Orders.class, Line.class)
                .jdbcUrl(a[0])
                .jdbcCredentials(a[1], a[2])
                .property("hibernate.generate_statistics", true)
                .createEntityManagerFactory()) {
            R reader = readers.apply(sessions, chunk);
            JobRepository repository = new ResourcelessJobRepository();
            ChunkOrientedStep<Orders, Object[]> step =
                    new ChunkOrientedStep<>("facts", chunk, reader, writer(target), repository);
            step.setItemProcessor(GraphJpa::fact);
            step.setTransactionManager(new JdbcTransactionManager(target));
            step.registerItemStream(reader);
            step.afterPropertiesSet();
            JobExecution job = new JobExecution(1, new JobInstance(1, "graph"), new JobParameters());
            StepExecution execution = repository.createStepExecution("facts", job);
            step.execute(execution);
            if (!execution.getFailureExceptions().isEmpty()) {
                throw new IllegalStateException(execution.getFailureExceptions().get(0));
            }
            System.out.println("statements " + sessions.getStatistics().getPrepareStatementCount() + " reading");
        } finally {
            target.destroy();
        }
    }

    private static JdbcBatchItemWriter<Object[]> writer(SingleConnectionDataSource target) {
        JdbcBatchItemWriter<Object[]> writer = new JdbcBatchItemWriter<>();
        writer.setDataSource(target);
        writer.setSql("INSERT INTO graph.order_facts VALUES (?, ?, ?, ?)");
        writer.setItemPreparedStatementSetter((fact, statement) -> {
            for (int i = 0; i < fact.length; i++) {
                statement.setObject(i + 1, fact[i]);
            }
        });
        writer.afterPropertiesSet();
        return writer;
    }

    private static Object[] fact(Orders order) {
        BigDecimal items = BigDecimal.ZERO;
        BigDecimal revenue = BigDecimal.ZERO;
        for (Line line : order.lines) {
            items = items.add(line.quantity);
            revenue = revenue.add(line.quantity.multiply(line.price));
        }
        return new Object[] {order.id, order.customer == null ? "" : order.customer.name(), items, revenue};
    }
}
