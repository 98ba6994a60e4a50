package io.nightload;

import io.nightload.CuttingProxy.Moment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What may happen to a run. */
enum Fault {
    KILL {
        @Override
        Program.Running strike(Scene scene, Program.Running running) {
            running.kill();
            return scene.start();
        }
    },
    KILL_TWICE_WITHIN_A_SECOND {
        @Override
        Program.Running strike(Scene scene, Program.Running running) {
            running.kill();
            Program.Running second = scene.start();
            LockSupport.parkNanos(scene.random.nextLong(SECOND.toNanos()));
            second.kill();
            return scene.start();
        }
    },
    /** It stands still until another one has taken over and committed, and then wakes up beside it. */
    STANDSTILL {
        @Override
        Program.Running strike(Scene scene, Program.Running running) {
            signal("STOP", running);
            Program.Running other = scene.start();
            scene.awaitLeaseOf(other);
            scene.awaitSomeChunks(other);
            if (!other.isAlive() && other.process().exitValue() != 0) {
                throw new AssertionError(
                        "the one that takes over: " + other.end().all());
            }
            signal("CONT", running);
            Program.Ended late = running.end();
            if (!List.of(0, 1, 4).contains(late.exitCode())
                    || (late.exitCode() == 0 && !late.all().contains(", and is complete"))) {
                throw new AssertionError(
                        "the one that was taken over ends with " + late.exitCode() + ": " + late.all());
            }
            return other;
        }
    },
    BACKENDS_TERMINATED {
        @Override
        Program.Running strike(Scene scene, Program.Running running) {
            scene.target.adminQuery("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
            return running;
        }
    },
    SERVER_RESTARTED {
        @Override
        Program.@Nullable Running strike(Scene scene, Program.Running running) {
            Optional<ServerCrash> crash = ServerCrash.of(scene.target);
            crash.ifPresent(it -> it.happen(scene.target));
            return crash.isPresent() ? running : null;
        }
    },
    CUT_IN_A_COPY {
        @Override
        Program.@Nullable Running strike(Scene scene, Program.Running running) {
            return scene.cut(Moment.IN_A_COPY, running);
        }
    },
    CUT_BEFORE_THE_ANSWER_TO_A_COMMIT {
        @Override
        Program.@Nullable Running strike(Scene scene, Program.Running running) {
            return scene.cut(Moment.BEFORE_THE_ANSWER_TO_A_COMMIT, running);
        }
    };

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Returns the process that goes on, or null where the fault could not happen. */
    abstract Program.@Nullable Running strike(Scene scene, Program.Running running);

    private static void signal(String name, Program.Running running) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(running.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("sending a signal", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * A load that is to be disturbed.
     *
     * @param started every process of it, so that none is left behind
     */
    record Scene(Program program, TestDatabase target, CuttingProxy proxy, Random random, List<Program.Running> started)
            implements AutoCloseable {

        private static final int MOST_CHUNKS = 8;

        Program.Running start() {
            Program.Running running = program.start(CrashTest.COMMAND);
            started.add(running);
            return running;
        }

        @Override
        public void close() {
            proxy.letBe();
            started.forEach(Program.Running::close);
        }

        /** Waits for a few commits, by chance how many; false where the run has ended before. */
        boolean awaitSomeChunks(Program.Running running) {
            Checkpoints checkpoints = new Checkpoints(target);
            checkpoints.awaitChunks("rows", checkpoints.chunks("rows") + 1 + random.nextInt(MOST_CHUNKS), running);
            LockSupport.parkNanos(random.nextInt(10_000_000));
            return running.isAlive() && !checkpoints.complete("rows");
        }

        private void awaitLeaseOf(Program.Running running) {
            new Checkpoints(target)
                    .awaitNumber("SELECT count(*) FROM nightload.lease WHERE process = " + running.pid(), 1, running);
        }

        private Program.@Nullable Running cut(Moment moment, Program.Running running) {
            proxy.cut(moment);
            Checkpoints.await(() -> proxy.hasCut() || !running.isAlive(), "a connection to be cut " + moment);
            return proxy.hasCut() ? running : null;
        }
    }
}
