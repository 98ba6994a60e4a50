package io.nightload.cli.query;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A column of a result.
 *
 * @param type PostgreSQL's name of it, {@code int4}; of an array {@code _int4}
 */
public record ResultColumn(String name, String type) {

    private static final Set<String> NUMBERS = Set.of("int2", "int4", "int8", "oid", "float4", "float8", "numeric");

    static List<ResultColumn> of(ResultSetMetaData metaData) throws SQLException {
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 1; i <= metaData.getColumnCount(); i++) {
            columns.add(new ResultColumn(metaData.getColumnLabel(i), metaData.getColumnTypeName(i)));
        }
        return columns;
    }

    boolean isNumber() {
        return isNumber(type);
    }

    static boolean isNumber(String type) {
        return NUMBERS.contains(type) || type.endsWith("serial");
    }

    boolean isBoolean() {
        return type.equals("bool");
    }
}
