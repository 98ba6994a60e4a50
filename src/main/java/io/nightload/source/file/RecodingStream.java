package io.nightload.source.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text of any encoding as UTF-8. What is no text in that encoding becomes the byte FF, which is never part of UTF-8: so
 * whoever reads the stream rejects the record that it stands in as it would any other wrong bytes.
 */
final class RecodingStream extends InputStream {

    private static final int BUFFER = 32 * 1024;
    private static final byte WRONG = (byte) 0xff;

    private final InputStream encoded;
    private final CharsetDecoder decoder;
    private final CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
    private final CharBuffer chars = CharBuffer.allocate(BUFFER).flip();
    private final ByteBuffer recoded = ByteBuffer.allocate(4 * BUFFER).flip();
    private boolean atEnd;
    private boolean flushed;

    RecodingStream(InputStream encoded, Charset charset) {
        this.encoded = encoded;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        while (!recoded.hasRemaining()) {
            if (flushed) {
                return -1;
            }
            recode();
        }
        int count = Math.min(length, recoded.remaining());
        recoded.get(into, from, count);
        return count;
    }

    private void recode() throws IOException {
        recoded.clear();
        boolean good = decode();
        encode();
        if (!good) {
            recoded.put(WRONG);
        }
        recoded.flip();
    }

    /** Fills the characters; false where it met bytes that are no text, which it has passed over. */
    private boolean decode() throws IOException {
        fill();
        chars.compact();
        CoderResult result = decoder.decode(bytes, chars, atEnd);
        if (result.isError()) {
            bytes.position(bytes.position() + result.length());
        } else if (atEnd && result.isUnderflow()) {
            flushed = decoder.flush(chars).isUnderflow();
        }
        chars.flip();
        return !result.isError();
    }

    private void encode() {
        CoderResult result = utf8.encode(chars, recoded, flushed);
        while (result.isError()) { // half a surrogate pair, which some decoders let through
            chars.position(chars.position() + result.length());
            recoded.put(WRONG);
            result = utf8.encode(chars, recoded, flushed);
        }
    }

    private void fill() throws IOException {
        bytes.compact();
        int read = encoded.read(bytes.array(), bytes.position(), bytes.remaining());
        if (read < 0) {
            atEnd = true;
        } else {
            bytes.position(bytes.position() + read);
        }
        bytes.flip();
    }

    @Override
    public void close() throws IOException {
        encoded.close();
    }
}
