package io.nightload.part;

import io.nightload.row.Row;
import io.nightload.row.Schema;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;

/**
 * Where rows go.
 *
 * @param <O> the record of its options
 */
public interface TargetPart<O extends Record> {

    /** Holds the columns that arrive against what the target takes, and puts what is wrong into the problems. */
    Plan plan(O options, Schema input, Planning planning);

    /** A planned target. */
    interface Plan {

        /** For the report: {@code shop.customers, upsert by id}. */
        String description();

        /** How rows go to the server, for {@code check}: {@code COPY in binary format}; empty where that is not known yet. */
        default String sends() {
            return "";
        }

        /**
         * The columns into which a row may come as a {@linkplain Row#isTuple tuple}, one for each of those that arrive and in their order; empty
         * where it has to see values.
         */
        default Optional<List<TupleColumn>> takesTuples() {
            return Optional.empty();
        }

        /** Whether it appends: rows written twice would be there twice. */
        boolean appends();

        /** Whether what is there and does not come goes: it must be given all rows each time. */
        default boolean replaces() {
            return false;
        }

        /** Whether it holds a step's rows back until all of them are there, as {@link Planning#atOnce} asks it to. */
        default boolean publishesAtOnce() {
            return false;
        }

        /**
         * Whether of several rows with one key the one that comes last wins. Which that is nobody knows of rows in different
         * partitions.
         */
        default boolean lastWins() {
            return false;
        }

        /** The columns that tell its rows apart; none where nothing was said. */
        default List<String> key() {
            return List.of();
        }

        /** Why several partitions cannot write to it at once, for people; empty where they can. */
        default Optional<String> undivided() {
            return Optional.empty();
        }

        /** The slots of the source's columns that it reads beside those that arrive. */
        default Set<Integer> reads() {
            return Set.of();
        }

        /**
         * A writer for one step execution. {@code write} runs inside the chunk's transaction on the runtime's target
         * connection, counts what it did with each row in the runtime's counts, hands rows that the target cannot
         * hold to the runtime's rejects, and commits nothing. A chunk may come in several writes. One that must see
         * all rows first is {@link Publishing} too.
         */
        ItemStreamWriter<Row> writer(StepRuntime runtime);
    }
}
