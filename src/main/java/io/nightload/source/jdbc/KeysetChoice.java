package io.nightload.source.jdbc;

import io.nightload.part.Planning;
import io.nightload.source.keyset.KeyColumn;
import io.nightload.source.keyset.KeyReader;
import io.nightload.source.keyset.Keyset;
import io.nightload.source.keyset.Since;
import io.nightload.source.reading.ReadMode;
import io.nightload.source.reading.Subject;
import io.nightload.source.relation.DatabaseDialect;
import io.nightload.source.relation.SourceColumn;
import io.nightload.source.relation.UniqueKeys;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Chooses the order that rows are read in: the job's, or the primary key's. */
final class KeysetChoice {

    private final Planning planning;
    private final DatabaseDialect dialect;
    private final Subject subject;
    private final List<SourceColumn> columns;
    private final UniqueKeys keys;

    /** @param keys what identifies the subject's rows; nothing where it is a query */
    KeysetChoice(
            Planning planning, DatabaseDialect dialect, Subject subject, List<SourceColumn> columns, UniqueKeys keys) {
        this.planning = planning;
        this.dialect = dialect;
        this.subject = subject;
        this.columns = columns;
        this.keys = keys;
    }

    /** The order, or null where there is none; what is wrong with it goes into the problems. */
    @Nullable
    Keyset choose(ReadOptions options, @Nullable Since since) {
        KeyReader reader = new KeyReader(planning, dialect, columns);
        boolean given = !options.key().isEmpty();
        boolean unordered = options.read() != null && options.read().value() == ReadMode.CURSOR && !given;
        List<KeyColumn> key = given ? reader.read(options.key()) : usual(reader, since);
        if (unordered || key.isEmpty()) {
            return null;
        }
        boolean proven = keys.identify(names(key), required());
        if (given && !proven && keys.isTable() && key.size() == options.key().size()) {
            planning.problem(options.key().get(0).position(), unproven(key));
        }
        return new Keyset(key, proven, dialect.isPostgres());
    }

    /** The primary key; where only what has grown is read, in the order that it grows. */
    private List<KeyColumn> usual(KeyReader reader, @Nullable Since since) {
        Set<String> names = new LinkedHashSet<>();
        if (since != null && !keys.primary().isEmpty()) {
            names.add(since.column().name());
        }
        names.addAll(keys.primary());
        return reader.ascending(new ArrayList<>(names));
    }

    private Set<String> required() {
        return columns.stream()
                .filter(column -> !column.nullable())
                .map(SourceColumn::name)
                .collect(Collectors.toSet());
    }

    private static List<String> names(List<KeyColumn> key) {
        return key.stream().map(column -> column.column().name()).toList();
    }

    private String unproven(List<KeyColumn> key) {
        String said = "key (" + String.join(", ", names(key)) + ") is not unique: ";
        return said
                + keys.unique().stream()
                        .filter(unique -> names(key).containsAll(unique))
                        .findFirst()
                        .map(unique -> "of the unique index over " + String.join(", ", unique)
                                + " a column may be NULL, any number of times")
                        .orElse(subject.name() + " has no unique index over some of these columns alone")
                + (keys.primary().isEmpty()
                        ? "; add columns that tell rows apart"
                        : "; add " + String.join(", ", keys.primary()));
    }
}
