/**
 * Object graphs read through Hibernate, as rows.
 *
 * <p><b>No entity is built.</b> What is wanted is rows of bytes. Hibernate parses the condition, knows the mapping and makes
 * and runs the SQL; each query selects columns, through a function that hands the server's text of a value on as it is. Measured with
 * 100,000 orders and 400,000 lines, chunk 1,000, -Xmx256m, on a busy machine (best of nine, so take it as an order): hand-written JDBC that
 * decodes values 0.42 s, JDBC that takes bytes page by page 0.50 s, this 0.54 s, a cast to text in SQL 0.62 s, decoded {@code Object[]} 0.67 s, and
 * {@code in (:ids)} instead of an array 0.79 s. So keys travel as one array in a parameter, and only bytea is cast.
 *
 * <p><b>Text, always.</b> The driver would switch to its binary format after some executions; it does so for statements that
 * are prepared by name, so none are. Nor may they: planned once for any keys, a branch without an index compares each row with each key.
 *
 * <p><b>An index in order.</b> With 2,000 keys at hand the server reckons that an index in order costs more than a bitmap and a
 * sort, and takes twice as long: 7.3 ms against 3.9 for 8,000 lines. The keys of a chunk are neighbours, and so mostly is what
 * stands behind them; so the session lowers {@code random_page_cost} to 1.1, the usual value for SSDs. The cost: where the children
 * lie scattered on a slow disk, a bitmap would have read less.
 *
 * <p><b>Keys of several columns are several ids</b>, not an embedded one, so that a condition names the column itself. That would not
 * do for loading entities. The classes are made by ByteBuddy and mapped by annotations (by XML a start takes twice as long): a SessionFactory per step.
 *
 * <p><b>Joins go by columns</b>, not by mapped attributes: so a foreign key to a unique column is joined like any other, and Hibernate
 * never loads it row by row. The cost: a path in {@code where} joins once more; PostgreSQL bears it. A condition walks along foreign keys to
 * primary keys only, and a path in it that leads to nothing drops the row, as inner joins do.
 *
 * <p><b>A foreign key leads to rows of its table alone.</b> PostgreSQL checks it so ({@code ONLY}), and a table that inherits may have the same keys: joined with
 * its rows, a root's row would come twice. So a way along a foreign key, also in a condition, reads a subquery of the table's own rows where others inherit from
 * it, which the server flattens; a collection, which nothing promises to be unique, has the rows of all of them. A root is read behind its key, and refused.
 *
 * <p><b>A cursor over stretches.</b> A page behind a key for each chunk made the server look up every joined row by itself: 3.5 µs for an
 * order's customer, where a hash join of both tables takes 0.9 µs, its sort included. So the root's rows come from a cursor over a million rows behind the last
 * key, in one transaction (REPEATABLE READ, read only) with what stands behind them; the server chooses the join, without parallel workers, which it
 * plans for such a cursor and then does not start. The snapshot ends with the stretch, or after a minute, so that nothing holds back a
 * server's vacuum for longer; rows of the page that are left then are read again. A resume seeks, as ever. The cost: a chunk that begins a stretch
 * takes a statement more than the others, and its rows may be sorted first.
 */
@NullMarked
package io.nightload.source.entity;

import org.jspecify.annotations.NullMarked;
