package io.nightload.source.copy;

import io.nightload.part.TupleColumn;
import io.nightload.source.keyset.KeyColumn;
import io.nightload.source.keyset.Keyset;
import io.nightload.source.reading.Reading;
import io.nightload.source.relation.DatabaseDialect;
import io.nightload.source.relation.SourceColumn;
import io.nightload.source.tuple.BinaryField;
import io.nightload.source.tuple.TupleKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** All columns of a reading as fields of tuples, in the order of its schema, and where its key is among them. */
public final class TupleSelection {

    private final List<SourceColumn> columns;
    private final List<TupleColumn> taken;
    private final TupleKey key;
    private final Map<String, Integer> keySlots = new LinkedHashMap<>();

    private TupleSelection(List<SourceColumn> columns, List<TupleColumn> taken, List<TupleKey.Part> key) {
        this.columns = columns;
        this.taken = taken;
        this.key = new TupleKey(key);
        key.forEach(part -> keySlots.put(part.name(), part.field()));
    }

    /**
     * Empty where the rows have to be read by their values: the columns do not take theirs, the key is not among them or of a type that is
     * not read out of a tuple, or nothing but the values of all rows tells whether the key is one.
     *
     * @param taken one for each column of the reading
     */
    public static Optional<TupleSelection> of(Reading reading, List<TupleColumn> taken) {
        List<SourceColumn> columns = reading.columns();
        @Nullable Keyset keyset = reading.keyset();
        if (keyset == null
                || !keyset.proven()
                || !reading.isPaging()
                || !reading.givesTuples()
                || reading.since() != null
                || !isTaken(columns, taken)) {
            return Optional.empty();
        }
        List<TupleKey.Part> key = new ArrayList<>();
        for (KeyColumn column : keyset.columns()) {
            int field = columns.indexOf(column.column());
            BinaryField.of(column.column().type())
                    .filter(text -> field >= 0)
                    .ifPresent(text -> key.add(new TupleKey.Part(column.column().label(), field, text)));
        }
        return key.size() < keyset.columns().size()
                ? Optional.empty()
                : Optional.of(new TupleSelection(columns, taken, key));
    }

    private static boolean isTaken(List<SourceColumn> columns, List<TupleColumn> taken) {
        return columns.size() == taken.size()
                && IntStream.range(0, columns.size()).allMatch(i -> taken.get(i).takes(arriving(columns.get(i))));
    }

    private static TupleColumn arriving(SourceColumn column) {
        return new TupleColumn(column.name(), column.type(), !column.nullable());
    }

    /**
     * As it stands behind SELECT: whatever becomes of the table meanwhile, the fields have the types that are taken. Without their lengths, to which a
     * cast would cut what the target has to judge. They have names of their own, or ORDER BY would mean them and not the columns, whose index it needs.
     */
    String sql(DatabaseDialect dialect) {
        String own = ownPrefix();
        return IntStream.range(0, columns.size())
                .mapToObj(i -> "CAST(" + dialect.quoted(columns.get(i).label()) + " AS "
                        + taken.get(i).type().unlimitedName() + ") AS " + dialect.quoted(own + i))
                .collect(Collectors.joining(", "));
    }

    /** How no column's name begins. */
    private String ownPrefix() {
        return IntStream.range(0, columns.size() + 1)
                .mapToObj(i -> "nightload " + i + " ")
                .filter(prefix ->
                        columns.stream().noneMatch(column -> column.label().startsWith(prefix)))
                .findFirst()
                .orElseThrow();
    }

    /** How many columns there are. */
    int size() {
        return columns.size();
    }

    TupleKey key() {
        return key;
    }

    /** The slots of the key's columns by their names, for people who look for a row. */
    Map<String, Integer> keySlots() {
        return keySlots;
    }
}
