package io.nightload.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryOptionsTest {

    @Test
    void whatIsNotSetIsThatOfTheOthers() {
        assertThat(new RetryOptions(3, null, null).over(Retry.DEFAULT))
                .isEqualTo(new Retry(3, Duration.ofSeconds(1), Duration.ofSeconds(30)));
    }

    @Test
    void aFirstPauseIsNotCutToTheLongestOneOfTheOthers() {
        assertThat(new RetryOptions(null, Duration.ofMinutes(1), null)
                        .over(Retry.DEFAULT)
                        .most())
                .isEqualTo(Duration.ofMinutes(1));
    }
}
