/**
 * Where in an order of rows a reader stands, and what lies behind that place.
 *
 * <p>Problem: {@code (region, created) > (?, ?)} says it only where all columns go one way and none is NULL; the usual way out,
 * a chain of OR, is one that indexes do not help with. Choice: what lies behind a key is a short list of ranges, one behind the other, each
 * with leading columns that are equal and one that is greater (or NULL), so that any index over the key finds its
 * beginning at once. They are read one after the other. Cost: a page may take as many statements as the key has columns, twice
 * that where they may be NULL; nearly always all but the last give few rows.
 *
 * <p>Partitions are ranges of the key's first column, cut where the database's statistics say that equally many rows lie between.
 * Only the weights come from there: which rows a range has the database decides, by the column's own order and collation, so that statistics
 * that are old make partitions uneven and never wrong. A first column with few values makes few partitions.
 */
@NullMarked
package io.nightload.source.keyset;

import org.jspecify.annotations.NullMarked;
