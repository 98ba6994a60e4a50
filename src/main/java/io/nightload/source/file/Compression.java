package io.nightload.source.file;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** How a file is compressed, by its name. Members and frames that follow one another are one stream. */
enum Compression {
    NONE,
    GZIP,
    ZSTD;

    private static final int BUFFER = 64 * 1024;

    static Compression of(String name) {
        if (name.endsWith(".gz")) {
            return GZIP;
        }
        return name.endsWith(".zst") ? ZSTD : NONE;
    }

    InputStream decompress(InputStream compressed) throws IOException {
        return switch (this) {
            case NONE -> compressed;
            case GZIP -> new GZIPInputStream(compressed, BUFFER);
            case ZSTD -> new ZstdInputStreamNoFinalizer(compressed);
        };
    }
}
