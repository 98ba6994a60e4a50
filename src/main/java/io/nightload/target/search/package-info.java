/**
 * Finds the rows of a chunk that the server refuses, and brings in the others, in the chunk's one transaction.
 *
 * <p><b>What is right.</b> A row is bad if the server refuses it after the good ones before it: of two rows with one unique
 * value the first one loads. Where a row may be good once others are in (a foreign key to its own table, a unique value that an
 * update gives up), it is tried again with those that wait like it, as long as that helps. Of rows with one key in an upsert the last
 * good one counts. What is deferred is judged after the chunk's last row; until then its rows are held back.
 *
 * <p><b>How it is found.</b> Problem: the server stops at the first bad row, and an error undoes what came before it; a round trip
 * for each row, or for each halving, costs a slow network a night. Choice: rows go to a temporary table without constraints, and one
 * block of PL/pgSQL tries them in blocks under its own subtransactions, so that the server itself judges each row, with all its kinds
 * of constraints and in its own words. A sequence, which no rollback sets back, counts the rows that an attempt took up: so a failure tells
 * at which row it happened, and the rows before that go in with the next attempt. What is judged at the end of a
 * statement (foreign keys) and what is merged is halved. COPY's context names a line only
 * of what is checked on the way, and makes the client send the chunk again for each bad row.
 *
 * <p><b>How most are found at once.</b> A query for each constraint of the table finds the rows that it will probably refuse: anti-joins for
 * foreign keys, joins for unique values, the condition of a check or a domain. These are suspects: they come last and one by one, the
 * others go in at once, and the server judges all of them. So a query may be wrong, or not allowed, and costs only time; it says what is
 * bad, and the server says why. What is unique is left out where it would matter that a suspect which is good comes late: beside
 * exclusions, unique expressions and foreign keys to the table itself, and in merges, where a row may give up its value.
 *
 * <p><b>Cost.</b> None for a chunk without bad rows but a savepoint, which travels with another statement where there is one.
 * One with bad rows is sent twice, and about twice written: 10 unique violations in 10,000 rows take 4 round trips more, and 1.7 to 2.7
 * times a clean chunk's time; rows that only a trigger or an exclusion refuses take two attempts each. It takes the privilege to make temporary tables and the language
 * plpgsql; without the former, and on tables with rules, which COPY passes by and INSERT obeys, a bad row fails its chunk. Rows that are
 * good only all together, such as two that refer to each other, are found where no other row waits to be tried again, or
 * none between them; else they are rejected, and can be loaded again.
 *
 * <p><b>In a stage of a whole step</b> the same script takes a block of 20,000 rows after the other, and those that may be good once others are in again behind the
 * last. It only finds: what it has brought in is rolled back.
 *
 * <p><b>Rows that come as tuples</b> wait in columns of their table's own types, though without lengths, because their bytes are no text. Problem: nobody here knows the values of a bad one,
 * and at their source they may be others by now. Choice: the server is asked to write them out, from where they wait, under the settings that the source
 * would have written them with. Cost: three statements for a chunk with bad rows; none for others.
 *
 * <p><b>What no row is to blame for</b>, such as a lost connection, a deadlock, a full disk or a trigger with a defect, fails the chunk.
 */
@NullMarked
package io.nightload.target.search;

import org.jspecify.annotations.NullMarked;
