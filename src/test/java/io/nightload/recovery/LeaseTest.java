package io.nightload.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.Checkpoints;
import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.checkpoint.InstanceKey;
import io.nightload.connection.Migrations;
import io.nightload.run.BusyException;
import io.nightload.run.Patience;
import io.nightload.run.RunGuard.Holder;
import io.nightload.spec.LeaseTimes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;

@ExtendWith(TestDatabaseExtension.class)
class LeaseTest {

    private static final Patience AT_ONCE = new Patience(Duration.ZERO, () -> false, note -> {});

    private static final InstanceKey WORK = new InstanceKey("shop", "nightly", "date=2026-11-20", 0);

    /** The holder's heart does not beat within a test. */
    private static final LeaseTimes TIMES = new LeaseTimes(Duration.ofHours(1), Duration.ofHours(3));

    private final CountDownLatch lost = new CountDownLatch(1);
    private TestDatabase database;

    @BeforeEach
    void migrate(TestDatabase given) throws SQLException {
        database = given;
        Migrations.control(database.dataSource());
    }

    @Test
    void whoMeetsALeaseIsToldWhoHoldsIt() {
        try (Lease held = take(WORK)) {
            held.running(WORK, 7);

            assertThatThrownBy(() -> take(WORK))
                    .isInstanceOf(BusyException.class)
                    .hasMessageMatching("job nightly is running already: on .+, process "
                            + ProcessHandle.current().pid()
                            + ", since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC, heartbeat \\d+ s ago;"
                            + " try again when it has ended");
        }
    }

    @Test
    void anotherNumberOfTheSameWorkMeetsItToo() {
        try (Lease held = take(WORK)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> take(WORK.withAgain(3))).isInstanceOf(BusyException.class);
        }
    }

    @Test
    void otherWorkDoesNotMeetIt() {
        try (Lease held = take(WORK);
                Lease other = take(new InstanceKey("shop", "nightly", "date=2026-11-21", 0))) {
            assertThat(held).isNotSameAs(other);
            assertThat(database.count("SELECT count(*) FROM nightload.lease")).isEqualTo(2);
        }
    }

    @Test
    void aFunctionOfTheUsersCannotStandInForTheLocks() {
        database.execute("""
                CREATE SCHEMA theirs;
                CREATE FUNCTION theirs.pg_try_advisory_lock(bigint) RETURNS boolean LANGUAGE sql AS 'SELECT true';
                CREATE FUNCTION theirs.hashtextextended(text, bigint) RETURNS bigint LANGUAGE sql
                  AS 'SELECT pg_catalog.pg_backend_pid()::bigint'""");
        PGSimpleDataSource theirs = (PGSimpleDataSource) database.dataSource();
        theirs.setOptions("-c search_path=theirs,pg_catalog");

        try (Lease held = Lease.take(theirs, WORK, TIMES, AT_ONCE, Holder.stopping(lost::countDown))) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> Lease.take(theirs, WORK, TIMES, AT_ONCE, Holder.stopping(lost::countDown)))
                    .isInstanceOf(BusyException.class);
        }
    }

    @Test
    void aLeaseThatWasGivenBackIsFree() {
        take(WORK).close();
        assertThat(database.count("SELECT count(*) FROM nightload.lease")).isZero();
        take(WORK).close();
    }

    @Test
    void aLeaseGoesWithItsSessionAndItsHolderIsToldWhereAnotherOneTakesIt() throws Exception {
        try (Lease dead = take(WORK, new LeaseTimes(Duration.ofMillis(100), Duration.ofHours(1)))) {
            database.execute("SELECT pg_terminate_backend(backend_pid, 10000) FROM nightload.lease");

            try (Lease rival = take(WORK)) {
                assertThat(dead).isNotSameAs(rival);
                assertThat(lost.await(30, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void aLeaseWhoseSessionWasEndedIsTakenAgainByItsHolder() {
        try (Lease lease = take(WORK, new LeaseTimes(Duration.ofMillis(100), Duration.ofHours(1)))) {
            lease.running(WORK, 7);
            database.execute("SELECT pg_terminate_backend(backend_pid, 10000) FROM nightload.lease");

            Checkpoints.await(
                    () -> database.count("SELECT count(*) FROM nightload.lease l WHERE execution_id = 7 AND "
                                    + LeaseLock.HELD)
                            == 1,
                    "the lease to be held again");
            assertThatThrownBy(() -> take(WORK)).isInstanceOf(BusyException.class);
            assertThat(lost.getCount()).isEqualTo(1);
        }
    }

    @Test
    void aLeaseThatAnotherProcessHadMeanwhileIsNotTakenAgain() throws Exception {
        try (Lease paused = take(WORK, new LeaseTimes(Duration.ofMillis(100), Duration.ofHours(1)))) {
            database.execute("DELETE FROM nightload.lease"
                    + "; SELECT pg_terminate_backend(pid, 10000) FROM pg_locks WHERE locktype = 'advisory'"
                    + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");

            assertThat(lost.await(30, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(paused::requireHeld).isInstanceOf(BusyException.class);
            take(WORK).close();
        }
    }

    @Test
    void aLeaseThatAnotherProcessHasIsNotGivenBackForIt() throws Exception {
        try (Lease rival = rivalOf(take(WORK, new LeaseTimes(Duration.ofMillis(100), Duration.ofHours(1))))) {
            assertThat(rival.rival()).isEmpty();
            assertThat(database.count("SELECT count(*) FROM nightload.lease")).isEqualTo(1);
        }
    }

    @Test
    void aLeaseThatAnotherProcessHasIsNotSaidToRunWhatThisOneBegins() throws Exception {
        try (Lease paused = take(WORK, new LeaseTimes(Duration.ofMillis(100), Duration.ofHours(1)));
                Lease rival = takeBeforeItIsRegained()) {
            rival.running(WORK, 8);
            assertThat(lost.await(30, TimeUnit.SECONDS)).isTrue();

            paused.running(WORK, 7);

            assertThat(database.query("SELECT execution_id FROM nightload.lease"))
                    .containsExactly("8");
        }
    }

    /** Takes it from the paused one, which wakes, sees that, and ends. */
    private Lease rivalOf(Lease paused) throws Exception {
        try (paused) {
            Lease rival = takeBeforeItIsRegained();
            assertThat(lost.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(paused.rival())
                    .hasValueSatisfying(who -> assertThat(who)
                            .contains("process " + ProcessHandle.current().pid()));
            return rival;
        }
    }

    private Lease takeBeforeItIsRegained() {
        AtomicReference<@Nullable Lease> taken = new AtomicReference<>();
        Checkpoints.await(
                () -> {
                    database.execute("SELECT pg_terminate_backend(backend_pid, 10000) FROM nightload.lease");
                    try {
                        taken.set(take(WORK));
                        return true;
                    } catch (BusyException e) {
                        return false;
                    }
                },
                "the lease to be taken");
        return Objects.requireNonNull(taken.get());
    }

    @Test
    void aLeaseThatExpiresIsTakenOver() {
        List<String> notes = new ArrayList<>();
        try (Lease silent = take(WORK, new LeaseTimes(Duration.ofHours(1), Duration.ofMillis(300)));
                Lease taken = takePatiently(notes::add)) {
            assertThat(silent).isNotSameAs(taken);
            assertThatThrownBy(() -> take(WORK)).isInstanceOf(BusyException.class);
        }
        assertThat(notes).last().asString().contains("stands still", "this one takes over");
    }

    @Test
    void aLeaseThatStandsStillIsWaitedOut() {
        List<String> notes = new ArrayList<>();
        try (Lease silent = take(WORK)) {
            database.execute(
                    "UPDATE nightload.lease SET beats = '1 ms', expiry = '700 ms', heartbeat = clock_timestamp()"
                            + " - interval '10 ms'");
            try (Lease taken = takePatiently(notes::add)) {
                assertThat(silent).isNotSameAs(taken);
            }
        }
        assertThat(notes)
                .hasSize(2)
                .first()
                .asString()
                .endsWith("it stands still, and is taken over when it has expired");
    }

    @Test
    void aProcessOfThisMachineThatIsGoneIsTakenOverAtOnce() {
        try (Lease orphan = take(WORK)) {
            database.execute("UPDATE nightload.lease SET born = 'before'");
            try (Lease taken = takePatiently(note -> assertThat(note).contains("is gone"))) {
                assertThat(orphan).isNotSameAs(taken);
            }
        }
    }

    @Test
    void aProcessOfAnotherMachineIsNotTakenForGone() {
        try (Lease orphan = take(WORK)) {
            database.execute("UPDATE nightload.lease SET born = 'before', machine = 'another'");
            assertThat(orphan).isNotNull();
            assertThatThrownBy(() -> take(WORK)).isInstanceOf(BusyException.class);
        }
    }

    @Test
    void patienceComesToAnEnd() {
        List<String> notes = new ArrayList<>();
        try (Lease held = take(WORK)) {
            Patience patience = new Patience(Duration.ofMillis(300), () -> false, notes::add);
            assertThat(held).isNotNull();
            assertThatThrownBy(
                            () -> Lease.take(database.dataSource(), WORK, TIMES, patience, Holder.stopping(() -> {})))
                    .isInstanceOf(BusyException.class);
        }
        assertThat(notes).singleElement().asString().endsWith("; waiting for its end");
    }

    @Test
    void whoHasPatienceWaitsForTheEnd() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Lease held = take(WORK);
            Future<Lease> next = thread.submit(() -> takePatiently(note -> waiting.countDown()));
            assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue();
            held.close();
            next.get(30, TimeUnit.SECONDS).close();
        } finally {
            thread.shutdown();
        }
    }

    private Lease take(InstanceKey work) {
        return take(work, TIMES);
    }

    private Lease take(InstanceKey work, LeaseTimes times) {
        return Lease.take(database.dataSource(), work, times, AT_ONCE, Holder.stopping(lost::countDown));
    }

    private Lease takePatiently(Consumer<String> notes) {
        Patience patience = new Patience(Duration.ofMinutes(1), () -> false, notes);
        return Lease.take(database.dataSource(), WORK, TIMES, patience, Holder.stopping(() -> {}));
    }
}
