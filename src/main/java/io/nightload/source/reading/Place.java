package io.nightload.source.reading;

import io.nightload.source.keyset.Keyset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/** How the place of a reader stands in a checkpoint: the order that it goes by, and the key of its last row. */
public final class Place {

    private static final String ORDER = "order";
    private static final String KEY = "key.";
    private static final String FROM = "since.from";
    private static final String HIGHEST = "since.highest";

    private Place() {}

    /** @param key of the row that was given last, NULL where it is */
    public static void writeKey(ExecutionContext context, Keyset keyset, List<@Nullable String> key) {
        context.putString(ORDER, keyset.toString());
        for (int i = 0; i < key.size(); i++) {
            context.put(KEY + i, key.get(i));
        }
    }

    /**
     * Empty where there is none yet.
     *
     * @throws ReadException if the place is one in another order
     */
    public static List<@Nullable String> key(ExecutionContext context, Reading reading) {
        List<@Nullable String> key = new ArrayList<>();
        Keyset keyset = reading.keyset();
        if (keyset == null || !context.containsKey(ORDER)) {
            return key;
        }
        if (!keyset.toString().equals(context.getString(ORDER))) {
            throw new ReadException(
                    reading,
                    "its key was (" + context.getString(ORDER) + ") when the step began and is (" + keyset
                            + ") now, so its place is lost: --again begins anew");
        }
        for (int i = 0; i < keyset.columns().size(); i++) {
            key.add(context.containsKey(KEY + i) ? context.getString(KEY + i) : null);
        }
        return key;
    }

    /** @param from where the step begins to read, or null for everything */
    public static void writeSince(ExecutionContext context, @Nullable String from, @Nullable String highest) {
        context.putString(FROM, from == null ? "" : from);
        context.put(HIGHEST, highest);
    }

    /** Whether it is known where {@code since} begins. */
    public static boolean hasSince(ExecutionContext context) {
        return context.containsKey(FROM);
    }

    /** Where {@code since} begins, or null for everything. */
    public static @Nullable String from(ExecutionContext context) {
        String from = context.getString(FROM);
        return from.isEmpty() ? null : from;
    }

    /** The highest value of the column that grows so far, or null where there is none. */
    public static @Nullable String highest(ExecutionContext context) {
        return context.containsKey(HIGHEST) ? context.getString(HIGHEST) : null;
    }
}
