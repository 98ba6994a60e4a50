package io.nightload.expression;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * The text of an expression as Calcite's parser can read it, with the place in the original of every character.
 *
 * <p>The parser knows neither {@code :name} nor {@code x::type} nor {@code interval '1 day'}. A parameter becomes a plain
 * name; a cast becomes an item access, {@code x['type']}, which binds as tightly as PostgreSQL's cast does. Both are
 * remembered by their place, so that nothing that a person writes can be taken for them.
 */
final class SqlText {

    private final String original;
    private final StringBuilder sql = new StringBuilder();
    private int[] origins;
    private final Map<Integer, String> parameters = new HashMap<>();
    private final Map<Integer, String> casts = new HashMap<>();

    SqlText(String original) {
        this.original = original;
        this.origins = new int[original.length() + 16];
    }

    /** Appends characters that stand for the one at {@code origin}. */
    void put(String text, int origin) {
        for (int i = 0; i < text.length(); i++) {
            put(text.charAt(i), origin);
        }
    }

    void copy(int from, int to) {
        for (int i = from; i < to; i++) {
            put(original.charAt(i), i);
        }
    }

    private void put(char c, int origin) {
        if (sql.length() == origins.length) {
            origins = Arrays.copyOf(origins, 2 * origins.length);
        }
        origins[sql.length()] = origin;
        sql.append(c);
    }

    void putParameter(String name, int origin) {
        parameters.put(sql.length(), name);
        put("p" + name, origin);
    }

    /** What stands before is cast to this type. */
    void putCast(String type, int origin) {
        put("[", origin);
        casts.put(sql.length(), type);
        put("'" + type.replace("'", "''") + "']", origin);
    }

    String sql() {
        return sql.toString();
    }

    /** The name of the parameter that stands here, or null. */
    @Nullable
    String parameterAt(SqlParserPos position) {
        return parameters.get(index(position));
    }

    /** The type of the cast whose type name stands here, or null. */
    @Nullable
    String castAt(SqlParserPos position) {
        return casts.get(index(position));
    }

    /** The place in the original of what the parser found here. */
    int offset(SqlParserPos position) {
        int index = index(position);
        return index < sql.length() ? origins[index] : original.length();
    }

    /** The place behind the last character. */
    int end() {
        return original.length();
    }

    /** The word or sign in the original that begins at this offset; empty at the end. */
    String wordAt(int offset) {
        int end = offset;
        while (end < original.length() && Character.isJavaIdentifierPart(original.charAt(end))) {
            end++;
        }
        return original.substring(offset, Math.min(original.length(), Math.max(end, offset + 1)));
    }

    /** Whether a name's first part and a dot stand before. */
    boolean isBehindDot(int offset) {
        return offset > 0 && original.charAt(offset - 1) == '.';
    }

    /** The parser counts lines and columns from 1, and calls CR, LF and both together the end of a line. */
    private int index(SqlParserPos position) {
        int index = 0;
        for (int line = 1; line < position.getLineNum(); line++) {
            while (index < sql.length() && sql.charAt(index) != '\n' && sql.charAt(index) != '\r') {
                index++;
            }
            boolean pair = index + 1 < sql.length() && sql.charAt(index) == '\r' && sql.charAt(index + 1) == '\n';
            index += pair ? 2 : 1;
        }
        return Math.max(0, index + position.getColumnNum() - 1);
    }
}
