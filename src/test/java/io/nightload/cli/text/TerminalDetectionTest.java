package io.nightload.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalDetectionTest {

    private static final String TOLD = "NIGHTLOAD_TERMINAL";

    private static Terminal out(Map<String, String> environment) {
        return new TerminalDetection(environment).standardOutput();
    }

    @Test
    void theLauncherSaysWhichStreamIsATerminal() {
        var detection = new TerminalDetection(Map.of(TOLD, "err", "COLUMNS", "120"));
        assertThat(detection.standardOutput()).isEqualTo(Terminal.PIPE);
        assertThat(detection.standardError()).isEqualTo(new Terminal(true, true, 120));
    }

    @Test
    void withoutTheLauncherEverythingIsPlain() {
        assertThat(out(Map.of("COLUMNS", "120"))).isEqualTo(Terminal.PIPE);
    }

    @Test
    void noColorTakesTheColourAndLeavesTheTerminal() {
        assertThat(out(Map.of(TOLD, "out err", "NO_COLOR", "1"))).isEqualTo(new Terminal(true, false, 80));
    }

    @Test
    void aDumbTerminalAndABuildServerAreNoTerminals() {
        assertThat(out(Map.of(TOLD, "out", "TERM", "dumb"))).isEqualTo(Terminal.PIPE);
        assertThat(out(Map.of(TOLD, "out", "CI", "true"))).isEqualTo(Terminal.PIPE);
    }

    @Test
    void aWidthThatIsNoneIsTheUsualOne() {
        assertThat(out(Map.of(TOLD, "out", "COLUMNS", "0")).width()).isEqualTo(80);
        assertThat(out(Map.of(TOLD, "out", "COLUMNS", "7")).width()).isEqualTo(40);
    }
}
