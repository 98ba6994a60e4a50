package io.nightload.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {

    @Test
    void aNumberAndAUnitMakeALengthOfTime() {
        assertThat(TimeSpan.parse("500ms")).contains(Duration.ofMillis(500));
        assertThat(TimeSpan.parse("30s")).contains(Duration.ofSeconds(30));
        assertThat(TimeSpan.parse("10m")).contains(Duration.ofMinutes(10));
        assertThat(TimeSpan.parse("24h")).contains(Duration.ofHours(24));
        assertThat(TimeSpan.parse("90d")).contains(Duration.ofDays(90));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "s", "-1s", "1.5h", "10 m", "10w", "1h30m", "36501d"})
    void nothingElseDoes(String text) {
        assertThat(TimeSpan.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "500ms", "90s", "10m", "36h", "90d"})
    void itIsWrittenAsItIsRead(String text) {
        assertThat(TimeSpan.parse(text).map(TimeSpan::text)).contains(text);
    }
}
