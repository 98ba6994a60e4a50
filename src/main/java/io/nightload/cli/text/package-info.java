/**
 * How things look in a terminal and in a pipe: numbers, durations, tables, colour.
 *
 * <p>Everything here turns values into text and knows nothing of jobs. Text is UTF-8 whatever the locale says: under
 * the empty locale of a cron job Java would otherwise turn every letter outside ASCII into a question mark, also in the
 * data that {@code query} exports.
 */
@NullMarked
package io.nightload.cli.text;

import org.jspecify.annotations.NullMarked;
