package io.nightload.source.csv;

import io.nightload.row.Utf8;

/** Finds bytes that are no UTF-8. */
final class MalformedText {

    private MalformedText() {}

    /** The index of the first sequence that is wrong, or -1; NUL, which only PostgreSQL refuses, is not. */
    static int first(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            int length = bytes[at] >= 0 ? 1 : Utf8.sequence(bytes, at, to);
            if (length == 0) {
                return at;
            }
            at += length;
        }
        return -1;
    }
}
