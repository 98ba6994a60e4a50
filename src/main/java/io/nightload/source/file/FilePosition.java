package io.nightload.source.file;

/**
 * A place between two records of a file.
 *
 * @param offset in bytes of the decoded text
 * @param line the one that it lies on, from 1
 */
public record FilePosition(long offset, long line) {

    public static final FilePosition START = new FilePosition(0, 1);
}
