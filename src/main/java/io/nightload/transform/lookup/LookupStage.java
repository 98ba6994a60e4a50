package io.nightload.transform.lookup;

import io.nightload.part.Rejects;
import io.nightload.part.Stage;
import io.nightload.part.StepRuntime;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.row.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Keeps rows until there are enough of them, then looks up all their keys at once. */
public final class LookupStage implements Stage {

    /** Rows that are kept, in a chunk that is larger. */
    public static final int KEPT = 10_000;

    /** Keys whose values are remembered, those that were asked for last. */
    public static final int REMEMBERED = 100_000;

    private record Waiting(Row row, @Nullable List<String> key) {}

    private final Lookup lookup;
    private final Schema input;
    private final Schema output;
    private final DataSource database;
    private final Rejects rejects;
    private final ZoneId zone;
    private final List<Waiting> waiting = new ArrayList<>();
    private final Map<List<String>, Optional<KeyQuery.Found>> known = new Remembered();
    private @Nullable KeyQuery query;

    /** The least recently asked one goes. */
    private static final class Remembered extends LinkedHashMap<List<String>, Optional<KeyQuery.Found>> {
        private static final long serialVersionUID = 1;

        Remembered() {
            super(1024, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<String>, Optional<KeyQuery.Found>> eldest) {
            return size() > REMEMBERED;
        }
    }

    public LookupStage(Lookup lookup, Schema input, Schema output, StepRuntime runtime) {
        this.lookup = lookup;
        this.input = input;
        this.output = output;
        this.database = runtime.source(lookup.connection());
        this.rejects = runtime.rejects();
        this.zone = runtime.zone();
    }

    @Override
    public void row(Row row, Next next) throws Exception {
        waiting.add(new Waiting(row, key(row)));
        if (waiting.size() == KEPT) {
            endOfChunk(next);
        }
    }

    /** Null where a part of it is NULL: that matches nothing. */
    private @Nullable List<String> key(Row row) throws SQLException {
        List<Object> values = new ArrayList<>();
        for (Lookup.Key key :
                Stream.concat(lookup.match().stream(), lookup.asOf().stream()).toList()) {
            Object value = key.ours().evaluate(row);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return query().key(values);
    }

    @Override
    public void endOfChunk(Next next) throws Exception {
        Map<List<String>, Optional<KeyQuery.Found>> found = find();
        List<Waiting> rows = List.copyOf(waiting);
        waiting.clear();
        for (Waiting one : rows) {
            try {
                List<String> key = one.key();
                next.row(completed(one, key == null ? Optional.empty() : found.getOrDefault(key, Optional.empty())));
            } catch (RowError e) {
                rejects.reject(one.row(), e);
            }
        }
    }

    private Map<List<String>, Optional<KeyQuery.Found>> find() throws SQLException {
        Map<List<String>, Optional<KeyQuery.Found>> found = new LinkedHashMap<>();
        List<List<String>> wanted = new ArrayList<>();
        for (Waiting one : waiting) {
            List<String> key = one.key();
            if (key != null && !found.containsKey(key)) {
                Optional<KeyQuery.Found> remembered = known.get(key);
                found.put(key, remembered == null ? Optional.empty() : remembered);
                if (remembered == null) {
                    wanted.add(key);
                }
            }
        }
        if (!wanted.isEmpty()) {
            Map<List<String>, KeyQuery.Found> answers = ask(wanted);
            wanted.forEach(key -> {
                Optional<KeyQuery.Found> answer = Optional.ofNullable(answers.get(key));
                found.put(key, answer);
                known.put(key, answer);
            });
        }
        return found;
    }

    /** In a transaction, since only in one does the driver read a long answer in pieces. */
    private Map<List<String>, KeyQuery.Found> ask(List<List<String>> wanted) throws SQLException {
        KeyQuery asked = query();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                return asked.ask(connection, wanted);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private KeyQuery query() throws SQLException {
        KeyQuery known = query;
        if (known == null) {
            try (Connection connection = database.getConnection()) {
                known = new KeyQuery(lookup, TheirColumns.of(connection, lookup.from(), lookup.parameters()), zone);
                query = known;
            }
        }
        return known;
    }

    private Row completed(Waiting waited, Optional<KeyQuery.Found> found) throws SQLException {
        if (found.isPresent() && found.get().several()) {
            throw new RowError("more than one row has the key " + shown(waited), "21000", null);
        }
        if (found.isEmpty() && lookup.missing() == Lookup.Missing.REJECT) {
            throw new RowError("no row has the key " + shown(waited), "02000", null);
        }
        if (found.isEmpty() && lookup.missing() == Lookup.Missing.FAIL) {
            throw new LookupFailedException(waited.row().origin(), "no row has the key " + shown(waited));
        }
        int kept = input.computed();
        @Nullable Object[] values = new Object[kept + lookup.take().size()];
        System.arraycopy(waited.row().computed(), 0, values, 0, kept);
        found.ifPresent(one -> System.arraycopy(one.values(), 0, values, kept, one.values().length));
        return waited.row().with(output, values);
    }

    private String shown(Waiting waited) throws SQLException {
        List<String> key = waited.key();
        return (key == null ? "NULL" : query().shown(key)) + " in "
                + lookup.from().sql();
    }
}
