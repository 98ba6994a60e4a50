package io.nightload.source.file;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.util.Native;
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
            case ZSTD -> zstd(compressed);
        };
    }

    /** Its native library is unpacked before its first use; where that cannot be done, an error no handler expects is thrown. */
    private static InputStream zstd(InputStream compressed) throws IOException {
        try {
            Native.load();
        } catch (LinkageError e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new IOException(
                    "zstd's library cannot be used from the temporary folder " + System.getProperty("java.io.tmpdir")
                            + " (" + reason + "): name a folder that this user may write and run programs from, by"
                            + " NIGHTLOAD_OPTS=-Djava.io.tmpdir=FOLDER",
                    e);
        }
        return new ZstdInputStreamNoFinalizer(compressed);
    }
}
