package io.nightload.source.entity;

import io.nightload.source.graph.Branch;
import io.nightload.source.graph.Fetcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks for what stands behind each holder with a statement of its own, one for each different key of a batch, as a
 * lazily loaded association with a session's cache would.
 */
final class LazyFetcher implements Fetcher {

    private final Fetcher all;

    /** @param all runs each statement */
    LazyFetcher(Fetcher all) {
        this.all = all;
    }

    @Override
    public Cursor fetch(Branch branch, List<String> keys) {
        List<List<String>> columns = keys.stream().map(LazyFetcher::arraysOfOne).toList();
        return new Cursor() {
            private int next;
            private @Nullable Cursor one;

            @Override
            public boolean next() {
                while (one == null || !one.next()) {
                    close();
                    if (next == columns.get(0).size()) {
                        return false;
                    }
                    int holder = next++;
                    one = all.fetch(
                            branch,
                            columns.stream().map(column -> column.get(holder)).toList());
                }
                return true;
            }

            @Override
            public byte @Nullable [] value(int index) {
                return Objects.requireNonNull(one, "there is no row").value(index);
            }

            @Override
            public void close() {
                if (one != null) {
                    one.close();
                    one = null;
                }
            }
        };
    }

    /** Takes the text of an array of quoted values apart: {@code {"1","2"}} is {@code {"1"}} and {@code {"2"}}. */
    static List<String> arraysOfOne(String array) {
        List<String> arrays = new ArrayList<>();
        int from = 1;
        boolean quoted = false;
        for (int i = 1; i < array.length(); i++) {
            char c = array.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && i > from) {
                arrays.add("{" + array.substring(from, i) + "}");
                from = i + 1;
            }
        }
        return arrays;
    }
}
