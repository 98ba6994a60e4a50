package io.nightload.spec.sql;

import java.util.List;
import java.util.Set;

/**
 * One statement of a script.
 *
 * @param sql without the semicolon; the offsets of its parameters are those in the script
 * @param offset in the script of its first character that is neither space nor comment
 */
public record SqlStatement(BoundSql sql, int offset) {

    private static final Set<String> BEGIN_OR_END = Set.of("BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT");

    /** As many as tell {@code ROLLBACK WORK TO} from {@code ROLLBACK WORK}. */
    private static final int TELLING_WORDS = 3;

    /** The statements of a script, in order; none where nothing but space, comments and semicolons stands in it. */
    public static List<SqlStatement> ofScript(String text) {
        return new SqlLexer(text).statements();
    }

    /** Whether it would begin or end a transaction; a savepoint does neither. */
    public boolean controlsTransaction() {
        List<String> words = new SqlLexer(sql.sql()).firstWords(TELLING_WORDS);
        return switch (verb()) {
            case "ROLLBACK" -> !words.contains("TO");
            case "PREPARE" -> words.contains("TRANSACTION");
            default -> BEGIN_OR_END.contains(verb());
        };
    }

    /** Its first word, in upper case: what it does. */
    public String verb() {
        return new SqlLexer(sql.sql()).firstWords(1).stream().findFirst().orElse("");
    }
}
