package io.nightload.row;

import org.jspecify.annotations.Nullable;

/**
 * Where a row came from, for a person who has to find it again.
 *
 * @param name the file's path or the table's name
 * @param line the line it begins on, from 1; 0 where there are no lines
 * @param offset the byte it begins at in the file (in the decoded stream for a compressed or recoded one), or -1
 * @param key of a row that came from a database, such as {@code id = 42}; null where it has none
 */
public record Origin(
        String name, long line, long offset, @Nullable String key) {}
