package io.nightload.expression;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.apache.calcite.config.Lex;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.impl.ParseException;
import org.apache.calcite.sql.parser.impl.SqlParserImplConstants;
import org.apache.calcite.sql.parser.impl.Token;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.jspecify.annotations.Nullable;

/** From text to Calcite's syntax tree, and from its errors to ours. */
final class Parsing {

    /** A method of bytecode holds 64 kB; 500 calls need at most a third of that. */
    static final int MAX_NODES = 1_000;
    /** Chains such as {@code a + b + c} lean to one side: each further operand is one level. */
    static final int MAX_DEPTH = 300;

    private static final SqlParser.Config CONFIG = SqlParser.config()
            // Double quotes around names, and names as they are written.
            .withLex(Lex.MYSQL_ANSI)
            .withIdentifierMaxLength(Lexer.MAX_LENGTH)
            .withConformance(SqlConformanceEnum.BABEL);

    private Parsing() {}

    /** @throws Refusal if it is no SQL expression, or a larger one than is allowed */
    static SqlNode parse(SqlText text, Collection<String> columns) {
        try {
            SqlNode root = SqlParser.create(text.sql(), CONFIG).parseExpression();
            checkSize(root);
            return root;
        } catch (SqlParseException e) {
            int offset = offset(e, text);
            throw new Refusal(offset, message(text.wordAt(offset), text.isBehindDot(offset), columns));
        }
    }

    /** Of the token that does not fit, where the parser's own position is that of the first one it looked at. */
    private static int offset(SqlParseException e, SqlText text) {
        if (!(e.getCause() instanceof ParseException cause) || cause.currentToken == null) {
            return text.offset(e.getPos());
        }
        int lookahead = Arrays.stream(cause.expectedTokenSequences)
                .mapToInt(sequence -> sequence.length)
                .max()
                .orElse(1);
        Token token = cause.currentToken;
        for (int i = 0; i < lookahead && token.next != null; i++) {
            token = token.next;
        }
        return token.kind == SqlParserImplConstants.EOF
                ? text.end()
                : text.offset(new SqlParserPos(token.beginLine, token.beginColumn));
    }

    private static String message(String found, boolean behindDot, Collection<String> columns) {
        if (found.isEmpty()) {
            return "the expression ends too early";
        }
        boolean name = behindDot && Character.isLetter(found.charAt(0));
        if (name || columns.stream().anyMatch(found::equalsIgnoreCase)) {
            return "'" + found + "' is a word of SQL here: write \"" + found + "\" in double quotes for the column";
        }
        return "'" + found + "' is not expected here";
    }

    private static void checkSize(SqlNode root) {
        record Level(@Nullable SqlNode node, int depth) {}
        Deque<Level> todo = new ArrayDeque<>();
        todo.push(new Level(root, 1));
        int nodes = 0;
        while (!todo.isEmpty()) {
            Level level = todo.pop();
            nodes++;
            if (nodes > MAX_NODES || level.depth > MAX_DEPTH) {
                throw new Refusal(
                        0,
                        "the expression is too large (" + MAX_NODES + " names, values and operators, " + MAX_DEPTH
                                + " operators in a chain are allowed): compute parts of it in a `set` before");
            }
            Iterable<@Nullable SqlNode> children = children(level.node);
            children.forEach(child -> todo.push(new Level(child, level.depth + 1)));
        }
    }

    private static Iterable<@Nullable SqlNode> children(@Nullable SqlNode node) {
        if (node instanceof SqlNodeList list) {
            return list;
        }
        return node instanceof SqlCall call ? call.getOperandList() : List.of();
    }
}
