package io.nightload.bench;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Types;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.item.ChunkOrientedStep;
import org.springframework.batch.infrastructure.item.database.JdbcBatchItemWriter;
import org.springframework.batch.infrastructure.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.batch.infrastructure.item.file.FlatFileItemReader;
import org.springframework.batch.infrastructure.item.file.builder.FlatFileItemReaderBuilder;
import org.springframework.batch.infrastructure.item.file.mapping.PassThroughFieldSetMapper;
import org.springframework.batch.infrastructure.item.file.transform.FieldSet;
import org.springframework.core.io.FileSystemResource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What Spring Batch's own reader and writer make of it, without the tables of a job repository. */
final class LoadSpringBatch {

    private static final int CHUNK = 1000;

    private static final String[] NAMES = Lines.NAMES.split(",");

    /** The columns of {@link Lines}, in their order. Dates are of the type that a text becomes without a converter of one's own. */
    record Line(
            long orderkey,
            long partkey,
            long suppkey,
            int linenumber,
            BigDecimal quantity,
            BigDecimal extendedprice,
            BigDecimal discount,
            BigDecimal tax,
            String returnflag,
            String linestatus,
            Date shipdate,
            Date commitdate,
            Date receiptdate,
            String shipinstruct,
            String shipmode,
            String comment) {}

    private LoadSpringBatch() {}

    /**
     * Runs it.
     *
     * @param a URL, user name, password, the file, whether the driver rewrites the batches, which it does only if it is told, and whether a
     *     line becomes a record of typed values, as in Spring's guide, or is handed on as the texts it is made of
     */
    public static void main(String[] a) throws Exception {
        SingleConnectionDataSource target = new SingleConnectionDataSource(
                a[0] + (a[0].contains("?") ? "&" : "?") + "reWriteBatchedInserts=" + a[4], a[1], a[2], true);
        target.setAutoCommit(false);
        try {
            if (Boolean.parseBoolean(a[5])) {
                run(records(a[3]), recordWriter(target), target);
            } else {
                run(texts(a[3]), textWriter(target), target);
            }
        } finally {
            target.destroy();
        }
    }

    private static <T> void run(FlatFileItemReader<T> reader, JdbcBatchItemWriter<T> writer, DataSource target) throws Exception {
        writer.afterPropertiesSet();
        JobRepository repository = new ResourcelessJobRepository();
        ChunkOrientedStep<T, T> step = new ChunkOrientedStep<>("lines", CHUNK, reader, writer, repository);
        step.setTransactionManager(new JdbcTransactionManager(target));
        step.registerItemStream(reader);
        step.afterPropertiesSet();
        JobExecution job = new JobExecution(1, new JobInstance(1, "load"), new JobParameters());
        StepExecution execution = repository.createStepExecution("lines", job);
        step.execute(execution);
        if (!execution.getFailureExceptions().isEmpty()) {
            throw new IllegalStateException(execution.getFailureExceptions().get(0));
        }
    }

    private static FlatFileItemReader<Line> records(String file) {
        return LoadSpringBatch.<Line>lines(file).delimited().names(NAMES).targetType(Line.class).build();
    }

    private static FlatFileItemReader<FieldSet> texts(String file) {
        return LoadSpringBatch.<FieldSet>lines(file)
                .delimited()
                .names(NAMES)
                .fieldSetMapper(new PassThroughFieldSetMapper())
                .build();
    }

    private static <T> FlatFileItemReaderBuilder<T> lines(String file) {
        return new FlatFileItemReaderBuilder<T>()
                .name("lines")
                .resource(new FileSystemResource(file))
                .linesToSkip(1);
    }

    private static JdbcBatchItemWriter<Line> recordWriter(DataSource target) {
        return new JdbcBatchItemWriterBuilder<Line>()
                .dataSource(target)
                .sql(insert(":%s"))
                .beanMapped()
                .build();
    }

    private static JdbcBatchItemWriter<FieldSet> textWriter(DataSource target) {
        return new JdbcBatchItemWriterBuilder<FieldSet>()
                .dataSource(target)
                .sql(insert("?"))
                .itemPreparedStatementSetter((line, statement) -> {
                    for (int i = 0; i < NAMES.length; i++) {
                        statement.setObject(i + 1, line.readRawString(i), Types.OTHER);
                    }
                })
                .build();
    }

    private static String insert(String parameter) {
        return "INSERT INTO load.lineitem VALUES ("
                + Arrays.stream(NAMES).map(parameter::formatted).collect(Collectors.joining(", ")) + ")";
    }
}
