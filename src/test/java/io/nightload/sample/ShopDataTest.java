package io.nightload.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class ShopDataTest {

    private static final Path SHOP = Path.of("data/shop");

    @Test
    void theFilesThatShipAreWhatTheGeneratorMakes() throws IOException {
        TreeMap<String, byte[]> shipped = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(SHOP)) {
            for (Path path :
                    paths.filter(p -> p.toString().matches(".*\\.csv(\\.gz)?")).toList()) {
                shipped.put(SHOP.relativize(path).toString(), content(path));
            }
        }

        TreeMap<String, byte[]> made = new TreeMap<>(ShopData.files());
        assertThat(shipped.keySet()).isEqualTo(made.keySet());
        made.forEach((name, bytes) -> assertThat(shipped.get(name)).as(name).isEqualTo(bytes));
    }

    /** Compressed bytes may differ between zlibs, what they hold may not. */
    private static byte[] content(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return path.toString().endsWith(".gz") ? new GZIPInputStream(in).readAllBytes() : in.readAllBytes();
        }
    }
}
