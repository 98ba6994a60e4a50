package io.nightload.bench;

import java.sql.Types;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.item.ChunkOrientedStep;
import org.springframework.batch.infrastructure.item.database.JdbcBatchItemWriter;
import org.springframework.batch.infrastructure.item.file.FlatFileItemReader;
import org.springframework.batch.infrastructure.item.file.mapping.DefaultLineMapper;
import org.springframework.batch.infrastructure.item.file.mapping.PassThroughFieldSetMapper;
import org.springframework.batch.infrastructure.item.file.transform.DelimitedLineTokenizer;
import org.springframework.batch.infrastructure.item.file.transform.FieldSet;
import org.springframework.core.io.FileSystemResource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What Spring Batch's own reader and writer make of it, without the tables of a job repository. */
final class LoadSpringBatch {

    private static final int CHUNK = 1000;

    private LoadSpringBatch() {}

    /**
     * Runs it.
     *
     * @param a URL, user name, password, the file, and whether the driver rewrites the batches, which it does only if it is told
     */
    public static void main(String[] a) throws Exception {
        SingleConnectionDataSource target = new SingleConnectionDataSource(
                a[0] + (a[0].contains("?") ? "&" : "?") + "reWriteBatchedInserts=" + a[4], a[1], a[2], true);
        target.setAutoCommit(false);
        try {
            FlatFileItemReader<FieldSet> reader = reader(a[3]);
            JobRepository repository = new ResourcelessJobRepository();
            ChunkOrientedStep<FieldSet, FieldSet> step =
                    new ChunkOrientedStep<>("lines", CHUNK, reader, writer(target), repository);
            step.setTransactionManager(new JdbcTransactionManager(target));
            step.registerItemStream(reader);
            step.afterPropertiesSet();
            JobExecution job = new JobExecution(1, new JobInstance(1, "load"), new JobParameters());
            StepExecution execution = repository.createStepExecution("lines", job);
            step.execute(execution);
            if (!execution.getFailureExceptions().isEmpty()) {
                throw new IllegalStateException(execution.getFailureExceptions().get(0));
            }
        } finally {
            target.destroy();
        }
    }

    private static FlatFileItemReader<FieldSet> reader(String file) {
        DefaultLineMapper<FieldSet> mapper = new DefaultLineMapper<>();
        mapper.setLineTokenizer(new DelimitedLineTokenizer());
        mapper.setFieldSetMapper(new PassThroughFieldSetMapper());
        FlatFileItemReader<FieldSet> reader = new FlatFileItemReader<>(new FileSystemResource(file), mapper);
        reader.setLinesToSkip(1);
        return reader;
    }

    private static JdbcBatchItemWriter<FieldSet> writer(SingleConnectionDataSource target) {
        int columns = Lines.NAMES.split(",").length;
        JdbcBatchItemWriter<FieldSet> writer = new JdbcBatchItemWriter<>();
        writer.setDataSource(target);
        writer.setSql("INSERT INTO load.lineitem VALUES ("
                + IntStream.range(0, columns).mapToObj(i -> "?").collect(Collectors.joining(", ")) + ")");
        writer.setItemPreparedStatementSetter((line, statement) -> {
            for (int i = 0; i < columns; i++) {
                statement.setObject(i + 1, line.readRawString(i), Types.OTHER);
            }
        });
        writer.afterPropertiesSet();
        return writer;
    }
}
