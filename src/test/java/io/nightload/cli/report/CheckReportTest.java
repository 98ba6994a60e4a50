package io.nightload.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.cli.text.Terminal;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckReportTest {

    private static List<String> lines(String... unanswered) {
        List<String> silent = List.of(unanswered);
        return new CheckReport("par", "", silent.isEmpty(), silent, List.of(), List.of(), List.of())
                .lines(Terminal.PIPE);
    }

    @Test
    void theLastLineSaysWhichDatabasesDidNotAnswer() {
        assertThat(lines()).containsExactly("par can run");
        assertThat(lines("src")).containsExactly("par can run as far as that can be said without connection src");
        assertThat(lines("src", "target"))
                .containsExactly("par can run as far as that can be said without connections src, target");
    }
}
