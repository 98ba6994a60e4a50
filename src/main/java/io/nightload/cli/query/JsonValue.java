package io.nightload.cli.query;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.RawValue;

/**
 * What stands in JSON for a value of PostgreSQL: numbers with every digit, booleans, {@code json} as it is, arrays; for
 * every other type its text, and for {@code NaN} and the infinities too, which JSON does not have.
 */
final class JsonValue {

    private JsonValue() {}

    static @Nullable Object of(String type, @Nullable String text) {
        if (text == null) {
            return null;
        }
        if (type.startsWith("_")) {
            return array(type.substring(1), ArrayParser.parse(text));
        }
        if (type.equals("json") || type.equals("jsonb")) {
            return new RawValue(text);
        }
        if (type.equals("bool")) {
            return text.startsWith("t");
        }
        boolean number = ResultColumn.isNumber(type) && Character.isDigit(text.charAt(text.length() - 1));
        return number ? new RawValue(text) : text;
    }

    private static List<@Nullable Object> array(String type, List<@Nullable Object> elements) {
        List<@Nullable Object> values = new ArrayList<>();
        for (@Nullable Object element : elements) {
            if (element instanceof List<?> inner) {
                values.add(array(type, new ArrayList<>(inner)));
            } else {
                values.add(of(type, (String) element));
            }
        }
        return values;
    }
}
