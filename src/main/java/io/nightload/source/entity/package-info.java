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
 * are prepared by name, so none are. The server plans each for the keys at hand; parsing a statement a chunk costs nothing that shows.
 *
 * <p><b>Keys of several columns are several ids</b>, not an embedded one, so that a condition names the column itself. That would not
 * do for loading entities. The classes are made by ByteBuddy and mapped by annotations (by XML a start takes twice as long): a SessionFactory per step.
 *
 * <p><b>Joins go by columns</b>, not by mapped attributes: so a foreign key to a unique column is joined like any other, and Hibernate
 * never loads it row by row. The cost: a path in {@code where} joins once more; PostgreSQL bears it. A condition walks along foreign keys to
 * primary keys only, and a path in it that leads to nothing drops the row, as inner joins do.
 *
 * <p><b>A snapshot is a chunk.</b> The reader's transaction (REPEATABLE READ, read only) ends when the chunk's position is taken. Rows of the
 * page that are left then, without what stands behind them, are read again.
 */
@NullMarked
package io.nightload.source.entity;

import org.jspecify.annotations.NullMarked;
