package io.nightload.spec.yaml;

import java.util.Map;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Words for a syntax error. The library's own message quotes the line, which may hold a password. */
final class SyntaxMessage {

    private static final Map<String, String> REMEDIES = Map.of(
            "mapping values are not allowed here", "put a text that holds ': ' in quotes",
            "that cannot start any token", "put a text that begins with it in quotes",
            "could not find expected ':'", "a key needs ':' and a blank behind it",
            "found unexpected end of stream", "a quote or a bracket is not closed");

    private SyntaxMessage() {}

    static String of(MarkedYamlEngineException error) {
        if (error.getProblem().startsWith("found undefined tag handle")) {
            return "this is not YAML: put a text that begins with '!' in quotes";
        }
        if (error.getProblem().contains("\\t(TAB)")) {
            return "this is not YAML: a tab cannot indent a line or stand before a key: replace it by blanks";
        }
        String context = error.getContext() == null ? "" : error.getContext() + ", ";
        String remedy = REMEDIES.entrySet().stream()
                .filter(entry -> error.getProblem().contains(entry.getKey()))
                .map(entry -> ": " + entry.getValue())
                .findFirst()
                .orElse("");
        return "this is not YAML: " + context + error.getProblem() + remedy;
    }
}
