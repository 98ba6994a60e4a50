package io.nightload.target.search;

import io.nightload.row.RowError;

/**
 * A row that the server refused, and in what words.
 *
 * @param number that the row was sent with
 */
public record Refused(long number, RowError error) {}
