package io.nightload.transform.lookup;

import io.nightload.row.ColumnType;
import io.nightload.spec.Parameters;
import io.nightload.spec.sql.BoundSql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * The columns of what is looked up in.
 *
 * @param types by name, as the server names them, without length and precision
 */
public record TheirColumns(Map<String, String> types) {

    /** Asks the server, which runs nothing for it. */
    public static TheirColumns of(Connection connection, BoundSql from, Parameters parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT * FROM " + from.sql() + " AS t")) {
            from.bind(statement, parameters);
            ResultSetMetaData columns = statement.getMetaData();
            Map<String, String> types = new LinkedHashMap<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                types.put(columns.getColumnName(i), columns.getColumnTypeName(i));
            }
            return new TheirColumns(types);
        }
    }

    public List<String> names() {
        return List.copyOf(types.keySet());
    }

    /** The type of a column that is there. */
    public ColumnType type(String name) {
        return ColumnType.fromCatalogue(typeName(name));
    }

    String typeName(String name) {
        String type = types.get(name);
        if (type == null) {
            throw new NoSuchElementException("there is no column " + name + " to look up: there are " + names());
        }
        return type;
    }
}
