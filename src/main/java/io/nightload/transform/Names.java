package io.nightload.transform;

import io.nightload.part.Located;
import io.nightload.part.Planning;
import io.nightload.row.Column;
import io.nightload.row.Schema;
import io.nightload.row.Structure;
import io.nightload.spec.NearestWord;
import io.nightload.spec.Position;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names of the columns that a transform makes. */
final class Names {

    private Names() {}

    /** The column of exactly this name, of the row or beyond it; a problem where there is none. */
    static Optional<Column> find(String name, Position position, Schema input, Planning planning) {
        int index = input.indexOf(name);
        if (index >= 0) {
            return Optional.of(input.column(index));
        }
        Structure beyond = input.beyond();
        Optional<Column> found =
                beyond != null && beyond.names().contains(name) ? beyond.column(name) : Optional.empty();
        if (found.isEmpty()) {
            planning.problem(position, "the row has no column '" + name + "'" + NearestWord.hint(name, input.names()));
        }
        return found;
    }

    /**
     * The schema of these columns. A name that stands twice, or beside another that differs from it only in case, is a
     * problem at its place among {@code written}: an unquoted name in an expression could then mean both.
     */
    static Schema distinct(List<Column> columns, Collection<Located<String>> written, Planning planning) {
        Map<String, String> firsts = new HashMap<>();
        Set<String> clashing = new HashSet<>();
        List<Column> kept = new ArrayList<>();
        for (Column column : columns) {
            String first = firsts.putIfAbsent(column.name().toLowerCase(Locale.ROOT), column.name());
            if (first != null) {
                clashing.add(column.name());
            }
            if (!column.name().equals(first)) {
                kept.add(column);
            }
        }
        for (Located<String> name : written) {
            if (clashing.contains(name.value())) {
                String other = firsts.get(name.value().toLowerCase(Locale.ROOT));
                planning.problem(
                        name.position(),
                        name.value().equals(other)
                                ? "column '" + other + "' stands twice"
                                : "columns '" + other + "' and '" + name.value() + "' differ only in case");
            }
        }
        return new Schema(kept);
    }
}
