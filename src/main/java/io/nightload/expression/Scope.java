package io.nightload.expression;

import io.nightload.row.Column;
import io.nightload.row.Schema;
import io.nightload.row.Structure;
import io.nightload.spec.NearestWord;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the names in an expression mean: the columns of the row, what lies beneath and beyond them, and the parameters of
 * the run.
 *
 * <p>A quoted name is a column's exact name. An unquoted one may differ in case, as long as only one column is meant.
 *
 * @param parameters by name: String, Long, BigDecimal, Boolean, LocalDate or LocalDateTime
 */
record Scope(Schema row, Map<String, Object> parameters, ZoneId zone) {

    private static final Set<String> CLOCK =
            Set.of("current_date", "current_time", "current_timestamp", "localtime", "localtimestamp");

    /**
     * What a name begins at: a column, or what lies beyond the columns.
     *
     * @param dotted whether a path leads on from here; then a column through which none leads does not hide what lies
     *     beyond
     */
    Column first(String name, boolean quoted, int offset, boolean dotted) {
        Optional<Column> column = match(row.names(), name, quoted, offset).map(found -> row.column(row.indexOf(found)));
        Structure beyond = row.beyond();
        if (beyond == null || column.filter(c -> !dotted || c.type().isNested()).isPresent()) {
            return column.orElseThrow(() -> unknown(name, offset, dotted));
        }
        return match(beyond.names(), name, quoted, offset)
                .flatMap(beyond::column)
                .or(() -> column)
                .orElseThrow(() -> unknown(name, offset, dotted));
    }

    /** A column of the rows that lie beneath {@code path}. */
    static Column beneath(Structure structure, String name, boolean quoted, int offset, String path) {
        return match(structure.names(), name, quoted, offset)
                .flatMap(structure::column)
                .orElseThrow(() -> new Refusal(
                        offset,
                        "'" + path + "' has no column '" + name + "'" + NearestWord.hint(name, structure.names())));
    }

    private static Optional<String> match(List<String> names, String name, boolean quoted, int offset) {
        if (names.contains(name)) {
            return Optional.of(name);
        }
        List<String> found = quoted
                ? List.of()
                : names.stream().filter(name::equalsIgnoreCase).toList();
        if (found.size() > 1) {
            throw new Refusal(
                    offset,
                    "'" + name + "' is more than one column: write "
                            + found.stream().map(n -> '"' + n + '"').collect(Collectors.joining(" or ")));
        }
        return found.stream().findFirst();
    }

    private Refusal unknown(String name, int offset, boolean dotted) {
        if (CLOCK.contains(name.toLowerCase(Locale.ROOT))) {
            return new Refusal(offset, clock(name));
        }
        if (parameters.containsKey(name)) {
            return new Refusal(offset, "the row has no column '" + name + "': write :" + name + " for the parameter");
        }
        Structure beyond = row.beyond();
        List<String> names = new ArrayList<>(row.names());
        if (beyond != null) {
            beyond.names().stream().filter(n -> !names.contains(n)).forEach(names::add);
        }
        boolean flat = names.size() == row.size()
                && row.columns().stream().noneMatch(c -> c.type().isNested());
        return new Refusal(
                offset,
                dotted && flat
                        ? "'" + name + "' holds no columns: dotted paths need nested rows, as a source `entity` or"
                                + " `json` gives them"
                        : "the row has no column '" + name + "'" + NearestWord.hint(name, names));
    }

    /** A run that is resumed tomorrow must compute what it computed today. */
    static String clock(String name) {
        return name + " would differ when the run is resumed: use a parameter of type date or timestamp, as :name";
    }

    /** A whole number is of the same type as if it were written out. */
    Node.Constant parameter(String name, int offset) {
        Object value = parameters.get(name);
        if (value == null) {
            throw new Refusal(
                    offset, "the job has no parameter '" + name + "'" + NearestWord.hint(name, parameters.keySet()));
        }
        boolean small = value instanceof Long number && number == number.intValue();
        Object typed = small ? (Object) ((Long) value).intValue() : value;
        return new Node.Constant(typed, Type.of(typed.getClass()));
    }
}
