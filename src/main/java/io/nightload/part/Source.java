package io.nightload.part;

import io.nightload.part.kept.KeptRows;
import io.nightload.part.kept.RowsAsJson;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.spec.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Where rows come from.
 *
 * @param <O> the record of its options
 */
public interface Source<O extends Record> {

    /**
     * Says what columns come out, and puts what is wrong into the planning's problems. Reads no more than a header.
     * Where there are problems the plan's schema is the best guess, so that what follows can be checked too.
     */
    Plan plan(O options, Planning planning);

    /** A planned source. */
    interface Plan {

        Schema schema();

        /**
         * What will be read, frozen in the checkpoint: a resume with other inputs is refused. Empty for sources that
         * cannot say.
         */
        List<Input> inputs();

        /** What is read and how, for {@code check}: {@code shop.orders by key id}; empty where the inputs say it. */
        default String description() {
            return "";
        }

        /**
         * Whether it knows its columns. Where a step before this one makes them, or where the database is not to be asked,
         * it does not, and is planned again when its step begins.
         */
        default boolean knowsColumns() {
            return true;
        }

        /**
         * Whether its reader goes on at a position. The step of one that does not begins again, with no position and no counts,
         * when it is resumed.
         */
        default boolean resumes() {
            return true;
        }

        /** Which rows that the target has already may come once more, so that it must not append them; empty where none do. */
        default Optional<Repeats> repeats() {
            return Optional.empty();
        }

        /**
         * What a {@link Remembering} reader remembers is of: another word where it would mislead, as where another table is
         * read now. Each has its own in one step; empty where it remembers nothing, or never anything else.
         */
        default String memory() {
            return "";
        }

        /** Asks the database how it would read, for {@code check}: what is slow about it, and what would mend that. */
        default List<Problem> advice() {
            return List.of();
        }

        /** The SQL that reads one chunk, where a person did not write it: for {@code check}. */
        default List<String> statements() {
            return List.of();
        }

        /** How it loads each association that its step walks; empty for a source of plain rows. */
        default List<Fetch> fetches() {
            return List.of();
        }

        /**
         * The same plan, loading what its own statements load for one holder after the other: what no job may ask for, to
         * measure what that would cost. Empty where it cannot.
         */
        default Optional<Plan> lazy() {
            return Optional.empty();
        }

        /**
         * Whether there is nothing to read and that is no problem, as where an optional file is not there: its columns are
         * unknown then, and what follows is not held against them.
         */
        default boolean isEmpty() {
            return false;
        }

        /**
         * Whether its reader asks a database once for each {@link StepRuntime#chunkRows} rows: chunks of another size would
         * cost it more questions.
         */
        default boolean asksByChunk() {
            return false;
        }

        /** The databases that its reader asks, by name; each use of a name is one connection. */
        default List<String> connections() {
            return List.of();
        }

        /**
         * The same plan for a step that reads no more than these columns, by slot. Slots stay what they were; what is left
         * out comes as NULL.
         */
        default Plan reading(Set<Integer> slots) {
            return this;
        }

        /**
         * The same plan for a step that asks for no value: its rows are {@linkplain Row#isTuple tuples}. Empty where they cannot be,
         * or where the columns do not take them.
         *
         * @param columns that they go into, one for each of the schema's and in its order
         */
        default Optional<Plan> asTuples(List<TupleColumn> columns) {
            return Optional.empty();
        }

        /** Whether its rows are tuples. */
        default boolean givesTuples() {
            return false;
        }

        /** Why its rows cannot be read in several partitions at once, for people; empty where they can. */
        default Optional<String> undivided() {
            return Optional.of("its rows come in one stream");
        }

        /**
         * The column by whose values its partitions are divided: rows of one value are in one partition. Empty where their place
         * decides.
         */
        default Optional<String> dividedBy() {
            return Optional.empty();
        }

        /**
         * Divides what it reads into neighbours of about equal weight, in the order in which it reads: as many as wanted, or fewer
         * where there is not so much, but at least one. Together they have each row once, and what their readers remember is
         * the same. Asked only of a plan that is not {@link #undivided}, once for each step of a job instance.
         *
         * @param databases connections to the databases that the plan named, by their names
         */
        default List<Partition> divide(int wanted, Function<String, DataSource> databases) {
            throw new IllegalStateException(
                    "it cannot be divided: " + undivided().orElse(""));
        }

        /**
         * The same for a step that knows what an earlier one has read: of rows that are not read again, nothing is divided.
         *
         * @param remembered what {@link StepRuntime#remembered} gives its readers
         */
        default List<Partition> divide(
                int wanted, Function<String, DataSource> databases, Optional<String> remembered) {
            return divide(wanted, databases);
        }

        /** The same plan for one partition, which an earlier run may have divided off. */
        default Plan within(Partition partition) {
            throw new IllegalStateException(
                    "it cannot be divided: " + undivided().orElse(""));
        }

        /**
         * Whether the step may have a thread of its own read the next chunk while it writes one: not where a reader reads ahead by
         * itself, or its rows live in a session that is the step's.
         */
        default boolean mayBeReadAhead() {
            return true;
        }

        /**
         * How its rows are kept where they are rejected, and read again when they are replayed: as JSON of their values. A source of
         * texts keeps those.
         *
         * @param slots of the columns that the step reads
         */
        default KeptRows keeping(Set<Integer> slots) {
            return new RowsAsJson(schema(), slots);
        }

        /**
         * A reader for one step execution. {@code open} seeks to the position that its last {@code update} put into
         * the execution context (and to the beginning where there is none); {@code read} returns null at the end;
         * {@code close} may be called twice.
         */
        ItemStreamReader<Row> reader(StepRuntime runtime);
    }

    /**
     * How an association is loaded.
     *
     * @param path as the option {@code fetch} writes it
     * @param mode as that option writes it, whether the job says so or it was inferred
     * @param modes what the option takes for this path, the inferred one first
     */
    record Fetch(String path, String mode, List<String> modes) {}

    /**
     * Rows that come once more.
     *
     * @param why for people: {@code its cursor has no key, so that ...}
     * @param all whether all rows come each time, so that a target may also put them in the place of what it has
     */
    record Repeats(String why, boolean all) {}

    /**
     * A part of what a source reads, that has its own reader, writer and checkpoint.
     *
     * @param name what is in it, for people: {@code lines.csv from byte 4096}
     * @param size in bytes, or -1 where it is not known
     * @param bounds for {@link Plan#within}, kept as JSON: text, whole numbers and truth values only
     */
    record Partition(String name, long size, Map<String, Object> bounds) {

        public Partition {
            bounds = Map.copyOf(bounds);
        }
    }

    /**
     * One input as it was when the plan was made.
     *
     * @param name a file's path, for people
     * @param size in bytes
     * @param fingerprint changes when the content does
     */
    record Input(String name, long size, String fingerprint) {}

    /** What a reader also is that leaves something for the next instance of its job: how far it has read a growing table. */
    interface Remembering {

        /**
         * What {@link StepRuntime#remembered} is to give next time: one line of text. Asked at the end of the data; it commits
         * with the last chunk. Empty where nothing has changed.
         */
        Optional<String> toRemember();
    }

    /**
     * What a reader also is whose rows may need it after they were handed out, as where what stands behind them is loaded when it is
     * walked. As long as they do, nobody reads on or asks for the position before their chunk is written.
     */
    interface Needed {

        /** Whether the rows since the last {@code update} need it. */
        boolean isNeeded();
    }

    /** What a reader may say of its way through a known total; asked between chunks, from another thread too. */
    interface Progress {

        /** Of what its step, or its partition, began with; in {@link #total}'s unit. */
        long done();

        /** Bytes of all of that, or -1 where it is not known. */
        long total();
    }
}
