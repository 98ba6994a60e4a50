package io.nightload.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecodingStreamTest {

    @Test
    void textOfAnyLengthIsRecodedWholeInPiecesOfAnySize() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            String text = random.ints(random.nextInt(40_000), 0x20, 0x1f600)
                    .filter(c -> c < 0xd800 || c > 0xdfff)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            assertThat(recode(text.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.UTF_16LE, random))
                    .isEqualTo(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void bytesThatAreNoTextBecomeFfInTheirPlace() throws IOException {
        byte[] bytes = {'a', (byte) 0x81, 'b', (byte) 0x8d};
        assertThat(recode(bytes, Charset.forName("windows-1252"), new Random(1)))
                .containsExactly('a', 0xff, 'b', 0xff);
    }

    @Test
    void aCharacterThatIsCutOffAtTheEndBecomesFf() throws IOException {
        byte[] bytes = {'a', 0, 'b'};
        assertThat(recode(bytes, StandardCharsets.UTF_16LE, new Random(1))).containsExactly('a', 0xff);
    }

    private static byte[] recode(byte[] bytes, Charset charset, Random random) throws IOException {
        try (RecodingStream stream = new RecodingStream(new ByteArrayInputStream(bytes), charset)) {
            byte[] recoded = new byte[bytes.length * 3];
            int length = 0;
            int read = 0;
            while (read >= 0) {
                length += read;
                read = stream.read(recoded, length, Math.min(recoded.length - length, 1 + random.nextInt(5000)));
            }
            return java.util.Arrays.copyOf(recoded, length);
        }
    }
}
