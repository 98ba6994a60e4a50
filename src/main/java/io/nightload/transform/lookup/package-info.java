/**
 * The lookup of keys in a table or query, many at once.
 *
 * <p>Problem: a query for each row is the N+1 of batch loads, and a table read whole into memory is no better.
 *
 * <p>Choice: the stage keeps the rows of a chunk (10,000 at most) and asks once for all keys that it does not know yet,
 * which travel as arrays of their columns' types, without lengths, so that an index is used and no long key is cut to one
 * that matches. What was found, and what was not, is remembered for the keys asked last. The cost: a row that changes in
 * the table while the step runs may be seen as it was.
 *
 * <p>Settled here: two rows for one key are an error of the row that asks, never the first one that comes; NULL matches
 * nothing; a key that has no row is a rejected row, unless the job says otherwise.
 */
@NullMarked
package io.nightload.transform.lookup;

import org.jspecify.annotations.NullMarked;
