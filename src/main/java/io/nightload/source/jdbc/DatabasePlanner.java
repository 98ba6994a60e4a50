package io.nightload.source.jdbc;

import io.nightload.connection.ServerError;
import io.nightload.part.Located;
import io.nightload.part.Planning;
import io.nightload.part.Source;
import io.nightload.row.Column;
import io.nightload.row.Schema;
import io.nightload.row.TextFormat;
import io.nightload.source.keyset.Keyset;
import io.nightload.source.keyset.Since;
import io.nightload.source.keyset.SinceOptions;
import io.nightload.source.reading.ReadMode;
import io.nightload.source.reading.Reading;
import io.nightload.source.reading.Subject;
import io.nightload.source.relation.ColumnDescriptions;
import io.nightload.source.relation.DatabaseDialect;
import io.nightload.source.relation.SourceColumn;
import io.nightload.source.relation.UniqueKeys;
import io.nightload.spec.NearestWord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;

/** Plans the reading of a table or a query; what is wrong goes into the planning's problems. */
public final class DatabasePlanner {

    /** PostgreSQL's and H2's classes of what is not there: a table, a schema, a column, a function, a type. */
    private static final Set<String> MISSING = Set.of("42P01", "3F000", "42703", "42883", "42704", "42S02", "42S22");

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /**
     * Older servers have other bytes, others that speak PostgreSQL's protocol count their versions lower, text in SQL_ASCII may be none, and the driver
     * writes literals by the standard.
     */
    private static final String PORTABLE = """
            SELECT pg_catalog.current_setting('server_version_num')::pg_catalog.int4 >= 140000
              AND pg_catalog.current_setting('server_encoding') <> 'SQL_ASCII'
              AND pg_catalog.current_setting('standard_conforming_strings') = 'on'
            """;

    private final Planning planning;
    private final ReadOptions options;
    private final Subject subject;

    /** @param subject what to read; parameters in it that are unknown are a problem */
    public DatabasePlanner(Planning planning, ReadOptions options, Subject subject) {
        this.planning = planning;
        this.options = options;
        this.subject = subject;
    }

    public Source.Plan plan() {
        int before = planning.problems().list().size();
        subject.requireKnown(planning.parameters(), planning.problems());
        checkFetchSize();
        Optional<DataSource> database = planning.database(options.connection());
        if (database.isEmpty() || planning.problems().list().size() > before) {
            return later();
        }
        try (Connection connection = connection(database.get())) {
            return plan(connection, database.get());
        } catch (SQLException e) {
            return refused(e);
        }
    }

    private LaterPlan later() {
        return new LaterPlan(subject.name(), options.connection().value());
    }

    private void checkFetchSize() {
        Located<Integer> given = options.fetchSize();
        if (given != null && given.value() < 1) {
            planning.problem(
                    given.position(), "fetch_size is " + given.value() + ", but takes a number of rows, at least 1");
        }
    }

    private static Connection connection(DataSource database) {
        try {
            return database.getConnection();
        } catch (SQLException e) {
            throw new CannotGetJdbcConnectionException("connecting", e);
        }
    }

    /** What is missing now may be made by a step before this one; a timeout, or what a person cancelled, says nothing of the job. */
    private LaterPlan refused(SQLException e) {
        if (mayPass(e)) {
            throw new UncategorizedSQLException("planning " + subject.name(), null, e);
        }
        if (planning.earlierSql() && e.getSQLState() != null && MISSING.contains(e.getSQLState())) {
            planning.problems()
                    .note(
                            subject.position(),
                            subject.name() + " cannot be read yet: it is looked at again when the step starts");
        } else {
            planning.problem(subject.position(), "reading " + subject.name() + ": " + ServerWords.of(e));
        }
        return later();
    }

    private static boolean mayPass(SQLException e) {
        return e instanceof SQLTransientException
                || e instanceof SQLRecoverableException
                || LOCK_NOT_AVAILABLE.equals(e.getSQLState())
                || ServerError.of(e).isTransient();
    }

    private Source.Plan plan(Connection connection, DataSource database) throws SQLException {
        DatabaseDialect dialect = DatabaseDialect.of(connection.getMetaData());
        List<SourceColumn> all = describe(connection, dialect);
        List<SourceColumn> chosen = chosen(all);
        if (chosen.isEmpty()) {
            return later();
        }
        SinceOptions growing = options.since();
        @Nullable
        Since since = growing == null
                ? null
                : Since.read(growing, all, dialect, planning).orElse(null);
        UniqueKeys keys =
                subject.table() == null ? UniqueKeys.NONE : UniqueKeys.of(connection, dialect, subject.table());
        @Nullable Keyset keyset = new KeysetChoice(planning, dialect, subject, all, keys).choose(options, since);
        ReadMode mode = mode(keyset);
        Reading reading = new Reading(
                options.connection().value(),
                subject,
                dialect,
                chosen,
                schema(chosen),
                mode,
                keyset,
                since,
                options.fetchSize() == null ? null : options.fetchSize().value(),
                planning.parameters(),
                dialect.isPostgres() && isPortable(connection));
        return new DatabasePlan(
                reading, IntStream.range(0, chosen.size()).boxed().collect(Collectors.toSet()), database);
    }

    private static boolean isPortable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(PORTABLE)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private List<SourceColumn> describe(Connection connection, DatabaseDialect dialect) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(subject.all(dialect))) {
            subject.sql().bind(statement, planning.parameters());
            Optional<List<SourceColumn>> columns = ColumnDescriptions.of(statement, dialect, subject.table());
            if (columns.isEmpty()) {
                planning.problem(subject.position(), "the query gives no rows: a source takes a SELECT");
            }
            return columns.orElse(List.of());
        }
    }

    private List<SourceColumn> chosen(List<SourceColumn> all) {
        List<String> names = all.stream().map(SourceColumn::name).toList();
        names.stream()
                .filter(name -> names.indexOf(name) != names.lastIndexOf(name))
                .distinct()
                .forEach(name -> planning.problem(
                        subject.position(),
                        "several columns are called " + name + ": give each a name of its own by AS"));
        List<SourceColumn> chosen = new ArrayList<>();
        for (Located<String> wanted : options.columns()) {
            int index = names.indexOf(wanted.value());
            if (index < 0) {
                planning.problem(
                        wanted.position(),
                        "columns: there is no column '" + wanted.value() + "'"
                                + NearestWord.hint(wanted.value(), names));
            } else if (chosen.contains(all.get(index))) {
                planning.problem(wanted.position(), "columns has " + wanted.value() + " twice");
            } else {
                chosen.add(all.get(index));
            }
        }
        boolean unique = Set.copyOf(names).size() == names.size();
        return !unique ? List.of() : options.columns().isEmpty() ? all : chosen;
    }

    private ReadMode mode(@Nullable Keyset keyset) {
        Located<ReadMode> read = options.read();
        if (keyset == null && options.key().isEmpty()) {
            if (read != null && read.value() == ReadMode.PAGING) {
                planning.problem(
                        read.position(),
                        "read: paging needs an order"
                                + (subject.table() == null ? "" : ", and " + subject.name() + " has no primary key")
                                + ": name the columns that identify a row, as key: [id]");
            } else {
                planning.problems()
                        .note(
                                subject.position(),
                                subject.name() + " is read by a cursor without a key: a restart begins the step again;"
                                        + " with key: [id] it would go on");
            }
        }
        ReadMode usual = subject.table() == null || keyset == null ? ReadMode.CURSOR : ReadMode.PAGING;
        return read == null ? usual : read.value();
    }

    private static Schema schema(List<SourceColumn> columns) {
        return new Schema(IntStream.range(0, columns.size())
                .mapToObj(slot ->
                        new Column(columns.get(slot).name(), columns.get(slot).type(), TextFormat.STANDARD, slot))
                .toList());
    }
}
