/**
 * Where in an order of rows a reader stands, and what lies behind that place.
 *
 * <p>Problem: {@code (region, created) > (?, ?)} says it only where all columns go one way and none is NULL; the usual way out,
 * a chain of OR, is one that indexes do not help with. Choice: what lies behind a key is a short list of ranges, one behind the other, each
 * with leading columns that are equal and one that is greater (or NULL), so that any index over the key finds its
 * beginning at once. They are read one after the other. Cost: a page may take as many statements as the key has columns, twice
 * that where they may be NULL; nearly always all but the last give few rows.
 */
@NullMarked
package io.nightload.source.keyset;

import org.jspecify.annotations.NullMarked;
