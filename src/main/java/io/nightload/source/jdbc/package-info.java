/**
 * Reads tables and queries of any database with a JDBC driver, in flat memory.
 *
 * <p>Two ways. <b>Paging</b> asks for a page of rows behind the last key, each page a statement of its own that holds nothing
 * open: the default of a table whose primary key gives the order. A <b>cursor</b> is one statement whose rows are fetched bit by bit in one
 * transaction: the default of a query, which may be dear to begin anew for each page, and of a table without a primary key. Both
 * resume by seeking to the last key; a cursor without a key cannot, and its step begins again. Cost: paging sees
 * rows that others commit while it reads if they lie behind its place, as any list does that is read in several statements; a cursor's
 * transaction holds back vacuum on its server for as long as the step runs.
 *
 * <p>A page and a fetch grow and shrink with the rows that came before, so that narrow rows take few round trips and wide ones little
 * memory. PostgreSQL's driver is held to text: its bytes go into the block as they are, without an object per value beside the one
 * that the driver makes.
 *
 * <p>Where a target takes the rows of a table as tuples, {@code source.copy} reads them.
 *
 * <p>A key that no unique index proves is trusted, and held to: two neighbours with one key, and a key at the edge of a page that
 * another row has too, fail the step, because the seek that follows would leave a row out.
 *
 * <p>{@code since}. Problem: where rows do not come in the order in which they grow, one that was read early may change while
 * others are still to come, and the highest value seen among these would hide the change from the next run. Choice: the column's
 * highest value is asked for before the first row, stands in the position, and no more than it is remembered. Cost: one
 * {@code max} a run, an instant with an index over the column and otherwise a scan, for a query the query once more. An order that
 * begins with the column, the default with a primary key, and a cursor without a key, which sees one snapshot, do
 * without.
 *
 * <p>A remembered value belongs to what was read: connection, table and condition or the query, the column, and the identifying
 * parameters that are bound in them, so that {@code region=EU} and {@code region=US} go on each from its own. Dates and timestamps
 * are left out, since they say which night it is; a parameter that is not identifying is, by its declaration, of no account. A
 * subject that was never read to its end is read from its beginning, and where the step knows others a note says so. Cost: to
 * reformat a query is to read everything once more, and so is a {@code ${date}} in its text, which {@code :date} is not.
 */
@NullMarked
package io.nightload.source.jdbc;

import org.jspecify.annotations.NullMarked;
