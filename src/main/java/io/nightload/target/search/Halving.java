package io.nightload.target.search;

import io.nightload.row.RowError;
import io.nightload.target.copy.Refusals;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings in items whose statements somebody else sends, as a session those of its entities: all at once and, where the server refuses some of them, by
 * halves, each behind a savepoint, until the refused ones are alone.
 */
public final class Halving {

    /** Of items that may be taken once others are in. */
    private static final String FOREIGN_KEY = "23503";

    private final Savepoint savepoint = new Savepoint();

    /**
     * Brings in some items, and tells of nothing that it counts before it has succeeded.
     *
     * @param <T> an item
     */
    @FunctionalInterface
    public interface Attempt<T> {
        /** @throws RuntimeException for which somewhere below an {@link SQLException} is the reason */
        void on(List<T> items) throws SQLException;
    }

    /**
     * An item that the server refused, and in what words.
     *
     * @param <T> an item
     */
    public record Refusal<T>(T item, RowError error) {}

    /**
     * Brings in the items that are good, and returns the others. What another one refers to may come after it.
     *
     * @throws SQLException or what the attempt throws, where no item can be blamed for it
     */
    public <T> List<Refusal<T>> bringIn(Connection connection, List<T> items, Attempt<T> attempt) throws SQLException {
        List<Refusal<T>> refused = new ArrayList<>();
        List<T> waiting = items;
        List<Refusal<T>> later = List.of();
        do {
            waiting = later.isEmpty()
                    ? waiting
                    : later.stream().map(Refusal::item).toList();
            List<Refusal<T>> bad = inHalves(connection, waiting, attempt);
            later = bad.stream().filter(Halving::mayBeGoodLater).toList();
            bad.stream().filter(one -> !mayBeGoodLater(one)).forEach(refused::add);
        } while (!later.isEmpty() && later.size() < waiting.size());
        refused.addAll(later);
        return refused;
    }

    private static boolean mayBeGoodLater(Refusal<?> refusal) {
        return FOREIGN_KEY.equals(refusal.error().sqlState());
    }

    private <T> List<Refusal<T>> inHalves(Connection connection, List<T> items, Attempt<T> attempt)
            throws SQLException {
        List<Refusal<T>> refused = new ArrayList<>();
        Deque<List<T>> blocks = new ArrayDeque<>(List.of(items));
        while (!blocks.isEmpty()) {
            List<T> block = blocks.pop();
            @Nullable RowError error = tryIn(connection, block, attempt);
            if (error != null && block.size() == 1) {
                refused.add(new Refusal<>(block.get(0), error));
            } else if (error != null) {
                blocks.push(block.subList(block.size() / 2, block.size()));
                blocks.push(block.subList(0, block.size() / 2));
            }
        }
        return refused;
    }

    /** Returns what the server says of one of them, with all of them taken back; null where all are in. */
    private <T> @Nullable RowError tryIn(Connection connection, List<T> items, Attempt<T> attempt) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(savepoint.here());
            try {
                attempt.on(items);
                return null;
            } catch (RuntimeException | SQLException e) {
                @Nullable SQLException said = Refusals.said(e);
                if (said == null || !RowFault.isOfARow(said)) {
                    throw e;
                }
                statement.execute(Savepoint.BACK);
                return Refusals.ofRow(said);
            }
        }
    }

    /** The transaction is about to end. */
    public void forget() {
        savepoint.forget();
    }
}
