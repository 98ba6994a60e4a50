package io.nightload.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandsTest {

    @Test
    void aWordThatAShellTakesAsItIsStaysBare() {
        assertThat(Commands.nightload(List.of("run", "shop", "date=2026-11-20")))
                .isEqualTo("nightload run shop date=2026-11-20");
    }

    @Test
    void aWordWithBlanksOrQuotesIsQuoted() {
        assertThat(Commands.nightload(List.of("run", "shop", "note=it's $5")))
                .isEqualTo("nightload run shop 'note=it'\\''s $5'");
    }
}
