package io.nightload.target;

import io.nightload.connection.ServerError;
import io.nightload.model.TableName;
import io.nightload.spec.Node;
import io.nightload.spec.Position;
import io.nightload.spec.sql.BoundSql;
import io.nightload.target.write.Slice;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Asks the server whether the slice of a replace can be told in the table, and of the rows that arrive. */
final class SliceCheck {

    private final Against against;
    private final Slice slice;
    private final Node.Scalar where;

    SliceCheck(Against against, Slice slice, Node.Scalar where) {
        this.against = against;
        this.slice = slice;
        this.where = where;
    }

    void run(DataSource target) {
        if (!namesAreKnown()) {
            return;
        }
        String table = against.table().name().quoted();
        if (isUnderstood(target, table, "")) {
            String columns = String.join(
                    ", ",
                    against.written().stream()
                            .filter(name -> against.table().column(name).isPresent())
                            .map(TableName::quote)
                            .toList());
            String alias = TableName.quote(against.table().name().table());
            isUnderstood(
                    target,
                    "(SELECT " + columns + " FROM " + table + ") AS " + alias,
                    ", and a replaced slice is told by columns that the rows bring: they have " + against.input());
        }
    }

    private boolean namesAreKnown() {
        int before = against.problems().list().size();
        slice.bound().requireKnown(slice.values(), where::at, against.problems());
        return against.problems().list().size() == before;
    }

    /** Runs it over no rows: parsed, typed and with its parameters bound. */
    private boolean isUnderstood(DataSource target, String from, String why) {
        String before = "SELECT FROM " + from + " WHERE ";
        try (Connection connection = target.getConnection();
                PreparedStatement statement = connection.prepareStatement(before + slice.condition() + " LIMIT 0")) {
            slice.bind(statement);
            statement.execute();
            return true;
        } catch (SQLException e) {
            ServerError error = ServerError.of(e);
            against.problems().add(place(error.position() - before.length() - 2), error.message() + why);
            return false;
        }
    }

    /** The place in the file of a character of the condition as it was sent, where parameters are $1, $2 and so on. */
    private Position place(int sentOffset) {
        int offset = sentOffset;
        int number = 1;
        for (BoundSql.Parameter parameter : slice.bound().parameters()) {
            if (offset <= parameter.offset()) {
                break;
            }
            offset += parameter.name().length() - String.valueOf(number).length();
            number++;
        }
        return offset < 0 || offset > where.value().length() ? where.position() : where.at(offset);
    }
}
