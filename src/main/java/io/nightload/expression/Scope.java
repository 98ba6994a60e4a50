package io.nightload.expression;

import io.nightload.row.Schema;
import io.nightload.spec.NearestWord;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What the names in an expression mean: the columns of the row and the parameters of the run.
 *
 * <p>A quoted name is a column's exact name. An unquoted one may differ in case, as long as only one column is meant.
 *
 * @param parameters by name: String, Long, BigDecimal, Boolean, LocalDate or LocalDateTime
 */
record Scope(Schema row, Map<String, Object> parameters, ZoneId zone) {

    private static final Set<String> CLOCK =
            Set.of("current_date", "current_time", "current_timestamp", "localtime", "localtimestamp");

    int column(String name, boolean quoted, int offset) {
        int exact = row.indexOf(name);
        if (exact >= 0) {
            return exact;
        }
        if (quoted) {
            throw unknown(name, offset);
        }
        List<Integer> found = IntStream.range(0, row.size())
                .filter(i -> row.column(i).name().equalsIgnoreCase(name))
                .boxed()
                .toList();
        if (found.isEmpty()) {
            throw unknown(name, offset);
        }
        if (found.size() > 1) {
            throw new Refusal(
                    offset,
                    "'" + name + "' is more than one column: write "
                            + String.join(
                                    " or ",
                                    found.stream()
                                            .map(i -> '"' + row.column(i).name() + '"')
                                            .toList()));
        }
        return found.get(0);
    }

    private Refusal unknown(String name, int offset) {
        if (CLOCK.contains(name.toLowerCase(Locale.ROOT))) {
            return new Refusal(offset, clock(name));
        }
        if (parameters.containsKey(name)) {
            return new Refusal(offset, "the row has no column '" + name + "': write :" + name + " for the parameter");
        }
        return new Refusal(offset, "the row has no column '" + name + "'" + NearestWord.hint(name, row.names()));
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
