/**
 * One statement that only reads, and its rows as a table, CSV or JSON, streamed.
 *
 * <p><b>Why nothing can be written.</b> The statement runs in a READ ONLY transaction, as the query of a cursor that
 * PL/pgSQL opens from a bound text. So the server itself, and no parser of ours, sees to it that it is one statement
 * and one that returns rows: {@code COPY … TO PROGRAM}, {@code COMMIT} and whatever follows a semicolon cannot be the
 * query of a cursor. What is left are functions with effects outside of the transaction ({@code pg_terminate_backend},
 * {@code lo_export}, {@code dblink}): those are guarded by the privileges of the connection's user, and for analysts
 * that should be one without them.
 *
 * <p>The cost: two more round trips, a language {@code plpgsql} in the database, and plans without parallel workers.
 */
@NullMarked
package io.nightload.cli.query;

import org.jspecify.annotations.NullMarked;
