package io.nightload.cli.text;

import java.util.List;
import java.util.Map;

/**
 * Finds out whether a person watches, by the environment.
 *
 * <p>Java cannot say which of its streams is a terminal (17 knows only of both together, 22 and later of neither), so the
 * launcher does: {@code NIGHTLOAD_TERMINAL} holds the words {@code out} and {@code err} for those that are, and
 * {@code COLUMNS} the width. Without the launcher everything is plain.
 */
final class TerminalDetection {

    private static final int USUAL_WIDTH = 80;
    private static final int LEAST_WIDTH = 40;

    private final Map<String, String> environment;

    TerminalDetection(Map<String, String> environment) {
        this.environment = environment;
    }

    Terminal standardOutput() {
        return terminal("out");
    }

    Terminal standardError() {
        return terminal("err");
    }

    private Terminal terminal(String stream) {
        boolean able = !"dumb".equals(environment.get("TERM")) && !isSet("CI");
        return able && isTerminal(stream) ? new Terminal(true, !isSet("NO_COLOR"), width()) : Terminal.PIPE;
    }

    private boolean isTerminal(String stream) {
        return List.of(environment.getOrDefault("NIGHTLOAD_TERMINAL", "").split(" "))
                .contains(stream);
    }

    private boolean isSet(String variable) {
        return !environment.getOrDefault(variable, "").isEmpty();
    }

    private int width() {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9][0-9]{0,3}") ? Math.max(LEAST_WIDTH, Integer.parseInt(columns)) : USUAL_WIDTH;
    }
}
