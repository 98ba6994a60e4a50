package io.nightload.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionSpecTest {

    @Test
    void aPrintedConnectionShowsNoSecret() {
        ConnectionSpec connection = new ConnectionSpec(
                "target", "jdbc:postgresql://db/shop", "u", "s3cret", Map.of("sslpassword", "s3cret"), "here");

        assertThat(connection).hasToString("target (jdbc:postgresql://db/shop)");
        assertThat(new Settings(Path.of("."), "p", null, ZoneId.of("UTC"), Map.of(), Map.of("target", connection))
                        .toString())
                .doesNotContain("s3cret");
    }
}
