package io.nightload.source.json;

import io.nightload.source.file.FilePosition;

/**
 * A record that was found.
 *
 * @param bytes that it lies in
 * @param from where it begins in them
 * @param start its place in the file
 * @param end the place behind it
 */
@SuppressWarnings("ArrayRecordComponent") // looked at once, before the next one is found
record Found(byte[] bytes, int from, int length, FilePosition start, FilePosition end) {}
