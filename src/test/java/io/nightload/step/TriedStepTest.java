package io.nightload.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.Committer;
import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.part.Counts;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;

@ExtendWith(TestDatabaseExtension.class)
class TriedStepTest {

    private static final int ALL = 100;

    private TestDatabase database;

    @BeforeEach
    void makeTable(TestDatabase given) {
        database = given;
        database.execute("CREATE TABLE public.t (a int)");
    }

    @Test
    void itsChunksAreThoseOfTheStep() throws Exception {
        try (StepTrial trial = steps(5).trying((runtime, rows) -> insert(runtime.target(), rows.size()));
                TriedStep step = trial.begin(1)) {
            assertThat(step.chunk(ALL)).isEqualTo(2);
            assertThat(step.chunk(ALL)).isEqualTo(2);
            assertThat(step.statements()).isEqualTo(4); // each an insert and the checkpoint
            assertThat(step.isAtEnd()).isFalse();
            assertThat(step.chunk(ALL)).isEqualTo(1);
            assertThat(step.isAtEnd()).isTrue();
            assertThat(step.chunk(ALL)).isZero();
            assertThat(step.counts()).isEqualTo(Map.of(Counts.Kind.READ, 5L, Counts.Kind.INSERTED, 5L));
        }
    }

    @Test
    void nothingOfItStays() throws Exception {
        try (StepTrial trial = steps(4).trying((runtime, rows) -> insert(runtime.target(), rows.size()));
                TriedStep step = trial.begin(1)) {
            step.chunk(ALL);
            step.chunk(ALL);
        }

        assertThat(database.count("SELECT count(*) FROM public.t")).isZero();
        assertThat(database.count("SELECT count(*) FROM nightload.checkpoint")).isZero();
    }

    @Test
    void theCheckpointOfARunIsNeitherTakenNorWaitedFor() throws Exception {
        steps(4).writing((runtime, rows) -> insert(runtime.target(), rows.size()));
        String before = checkpoint();

        try (StepTrial trial = steps(4).trying((runtime, rows) -> insert(runtime.target(), rows.size()));
                TriedStep step = trial.begin(1)) {
            step.chunk(ALL);
            assertThat(checkpoint()).isEqualTo(before);
        }

        assertThat(checkpoint()).isEqualTo(before);
        assertThat(database.count("SELECT count(*) FROM public.t")).isEqualTo(4);
    }

    @Test
    void itsTransactionMayStandStillWhileItsReaderOpens() throws Exception {
        AtomicReference<String> limit = new AtomicReference<>();
        try (StepTrial trial = steps(4).trying(
                                (runtime, rows) -> limit.set(new JdbcTemplate(runtime.target())
                                        .queryForObject("SHOW idle_in_transaction_session_timeout", String.class)),
                                (runtime, rows) -> {});
                TriedStep step = trial.begin(1)) {
            assertThat(step.isAtEnd()).isFalse();
        }

        assertThat(limit).hasValue("0");
    }

    @Test
    void aChunkEndsWithTheRowsThatAreWanted() throws Exception {
        try (StepTrial trial = steps(4).trying((runtime, rows) -> insert(runtime.target(), rows.size()));
                TriedStep step = trial.begin(1)) {
            assertThat(step.chunk(1)).isEqualTo(1);
        }
    }

    @Test
    void anInterruptedThreadEndsAChunkBetweenTwoRows() throws Exception {
        try (StepTrial trial = steps(4).trying((runtime, rows) -> insert(runtime.target(), rows.size()));
                TriedStep step = trial.begin(1)) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> step.chunk(ALL)).isInstanceOf(InterruptedException.class);
            assertThat(step.counts()).doesNotContainKey(Counts.Kind.INSERTED);
        }
    }

    @Test
    void aPartThatCommitsIsRefusedHereToo() throws Exception {
        try (StepTrial trial = steps(4).trying((runtime, rows) -> {
                    insert(runtime.target(), 1);
                    Committer.commit(runtime.target());
                });
                TriedStep step = trial.begin(1)) {
            assertThatThrownBy(() -> step.chunk(ALL)).hasMessageContaining("would be a second one");
        }

        assertThat(database.count("SELECT count(*) FROM public.t")).isZero();
    }

    private StepRun steps(int rows) throws SQLException {
        return new StepRun(database, rows, StepRun.chunks(2));
    }

    private String checkpoint() {
        return database.query("SELECT c FROM nightload.checkpoint c").toString();
    }

    private static void insert(DataSource target, int rows) {
        new JdbcTemplate(target).update("INSERT INTO public.t SELECT pg_catalog.generate_series(1, ?)", rows);
    }
}
