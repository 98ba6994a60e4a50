package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real program, disturbed at random moments in every way that a night has, always by the same command anew: in the end the target
 * holds what an undisturbed run leaves. {@code -Pcrash} does it 300 times; {@code -Dcrash.seed} makes the same choices again.
 */
@ExtendWith(TestDatabaseExtension.class)
class CrashTest {

    private static final int FAULTS = Integer.getInteger("crash.faults", 15);

    /** Several times what they take on a machine that does nothing else. */
    private static final Duration LONGEST = Duration.ofSeconds(30L * FAULTS);

    private static final int FAULTS_A_LOAD = 5;
    private static final int ROWS = 30_000;
    private static final int MOST_RUNS = 12;

    private static final List<String> SOURCES = List.of(
            "csv: { path: rows.csv, columns: { id: bigint, amount: \"numeric(12,2)\" } }",
            "query: { sql: 'SELECT o.id, c.name, o.amount FROM src.orders o JOIN src.customers c ON c.id = o.customer_id', key: [id] }",
            "entity: { root: src.orders }");
    private static final List<Fault> EVERY_FAULT = List.of(Fault.values());
    private static final List<String> MODES = List.of("append", "upsert, key: [id]", "replace");

    /** With an identifying parameter: complete is complete, whoever completed it. */
    static final String[] COMMAND = {"run", "rows", "day=1", "--wait", "1m"};

    @TempDir
    private Path home;

    private final Map<Fault, Integer> survived = new EnumMap<>(Fault.class);

    /** What an undisturbed run leaves, by source and mode: into how many partitions it is divided makes no difference. */
    private final Map<String, List<String>> undisturbed = new HashMap<>();

    private final long seed = Long.getLong("crash.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final int offset = random.nextInt(SOURCES.size());
    private int struck = random.nextInt(EVERY_FAULT.size());

    @Test
    void whateverFailsTheSameCommandEndsLikeAnUndisturbedRun(TestDatabase given) throws IOException {
        System.out.println("crash seed " + seed);
        TestDatabase onItsOwnServer = given.secondServer();
        Project project = new Project(home)
                .file(
                        "nightload.yaml",
                        "project: test\nlease: { heartbeat: 200ms, expiry: 1s }\nretry: { pause: 200ms }\n")
                .file("rows.csv", csv());
        try (CuttingProxy proxy = new CuttingProxy(onItsOwnServer.url())) {
            Instant begun = Instant.now();
            for (int load = 0; total() < FAULTS; load++) {
                disturbedLoad(load, new Place(project, onItsOwnServer, proxy));
                assertThat(Duration.between(begun, Instant.now()))
                        .as("for %d of %d faults: %s", total(), FAULTS, survived)
                        .isLessThan(LONGEST);
            }
            System.out.printf(
                    "crash seed %d: survived %s in %d s%n",
                    seed, survived, Duration.between(begun, Instant.now()).toSeconds());
        }
    }

    private int total() {
        return survived.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Where loads happen. */
    private record Place(Project project, TestDatabase server, CuttingProxy proxy) {}

    private void disturbedLoad(int load, Place place) {
        Instant begun = Instant.now();
        int partitions = load % 2 == 0 ? 1 : 3;
        String source = SOURCES.get((load + offset) % SOURCES.size());
        String mode = MODES.get((load / SOURCES.size() + load + offset) % MODES.size());
        String what = source.replaceAll(":.*", "") + " → " + mode + " in " + partitions;
        List<String> expected = undisturbed.computeIfAbsent(source + mode, key -> {
            place.project().job("rows", job(source, mode, 1));
            return undisturbed(place, mode);
        });
        place.project().job("rows", job(source, mode, partitions));
        try (TestDatabase target = prepared(place.server().another(), mode)) {
            Program program = place.project()
                    .program(target)
                    .with("NIGHTLOAD_CONNECTIONS_TARGET_URL", place.proxy().url(target.url()));
            try (Fault.Scene scene = new Fault.Scene(program, target, place.proxy(), random, new ArrayList<>())) {
                disturb(scene, what);
            }

            assertThat(state(target)).as(what + ", seed " + seed).isEqualTo(expected);
        }
        System.out.printf(
                "%s: %d faults in all, this one took %d s%n",
                what, total(), Duration.between(begun, Instant.now()).toSeconds());
    }

    private static List<String> undisturbed(Place place, String mode) {
        try (TestDatabase target = prepared(place.server().another(), mode)) {
            Program.Ended calm = place.project().program(target).runHere(COMMAND);
            assertThat(calm.exitCode()).as(calm.all()).isZero();
            return state(target);
        }
    }

    private void disturb(Fault.Scene scene, String what) {
        Program.Running running = scene.start();
        for (int i = 0; i < FAULTS_A_LOAD; i++) {
            if (!scene.awaitSomeChunks(running)) {
                break;
            }
            Fault fault = EVERY_FAULT.get(struck++ % EVERY_FAULT.size());
            Program.@Nullable Running next = fault.strike(scene, running);
            if (next != null) {
                survived.merge(fault, 1, Integer::sum);
                running = next;
            }
        }
        scene.proxy().letBe();
        toItsEnd(scene, running, what);
    }

    /** The same command until it ends with 0, as a scheduler would. */
    private void toItsEnd(Fault.Scene scene, Program.Running running, String what) {
        Program.Ended ended = running.end();
        for (int i = 0; ended.exitCode() != 0; i++) {
            assertThat(i).as(what + ", seed " + seed + ": " + ended.all()).isLessThan(MOST_RUNS);
            assertThat(ended.exitCode())
                    .as(what + ", seed " + seed + ": " + ended.all())
                    .isIn(1, 4, 137);
            ended = scene.start().end();
        }
    }

    private static String job(String source, String mode, int partitions) {
        return """
                parameters: { day: { type: int } }
                steps:
                  - name: rows
                    source:
                      %s
                    transform:
                      - reject: { when: "mod(id, 500) = 17", reason: not wanted }
                      - select: { id: id, name: %s, amount: amount * 2 }
                    target:
                      table: { name: shop.rows, mode: %s }
                    chunk: 200
                    partitions: %d
                """.formatted(source, source.startsWith("entity") ? "customer.name" : "name", mode, partitions);
    }

    private static String csv() {
        return IntStream.range(0, ROWS)
                .mapToObj(i -> i + ",\"name " + i % 100 + (i % 50 == 0 ? "\n" : "") + "\"," + i % 977 + ".25\n")
                .collect(Collectors.joining("", "id,name,amount\n", ""));
    }

    private static TestDatabase prepared(TestDatabase database, String mode) {
        database.execute("""
                CREATE SCHEMA src; CREATE SCHEMA shop;
                CREATE TABLE src.customers (id int PRIMARY KEY, name text);
                INSERT INTO src.customers SELECT g, 'name ' || g FROM pg_catalog.generate_series(0, 99) g;
                CREATE TABLE src.orders (id bigint PRIMARY KEY, customer_id int REFERENCES src.customers, amount numeric(12,2));
                INSERT INTO src.orders SELECT g, g %% 100, g %% 977 + 0.25 FROM pg_catalog.generate_series(0, %d) g;
                ANALYZE src.orders;
                CREATE TABLE shop.rows (id bigint%s, name text, amount numeric);
                INSERT INTO shop.rows VALUES (-1, 'before', 0);
                DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || current_database() || ' SET synchronous_commit = on'; END $$""".formatted(ROWS - 1, mode.startsWith("upsert") ? " PRIMARY KEY" : ""));
        return database;
    }

    /** Content, rejects and counts. */
    private static List<String> state(TestDatabase database) {
        return List.of(
                String.valueOf(database.queryOne("""
                        SELECT count(*) || ' ' || md5(string_agg(concat_ws('|', id, name, amount), E'\\n' ORDER BY id, name))
                        FROM shop.rows""")),
                String.valueOf(database.queryOne("""
                        SELECT count(*) || ' ' || md5(string_agg(concat_ws('|', line, byte_offset, key, raw, reason), E'\\n'
                          ORDER BY line, key)) FROM nightload.reject""")),
                String.valueOf(database.queryOne("""
                        SELECT string_agg(key || ' ' || value, ', ' ORDER BY key) FROM (
                          SELECT key, sum(value::bigint) AS value FROM nightload.checkpoint, jsonb_each_text(counts)
                          GROUP BY key) AS c""")));
    }
}
