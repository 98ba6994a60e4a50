/**
 * Writes rows with nested rows as a graph of entities: one unit of work per chunk.
 *
 * <p>A chunk's entities are persisted in one Hibernate session on the connection of the chunk's transaction, flushed once,
 * and detached; the step commits. Associations are not mapped: a foreign key's columns are plain attributes that are set from
 * the key of the entity they refer to, and what is referred to is persisted first. So Hibernate orders and batches the
 * inserts as for single tables, and nothing can be loaded lazily, because there is nothing lazy.
 *
 * <p>Keys that the rows do not bring are taken from their sequence in blocks, one statement per table and chunk. The cost:
 * a chunk that fails leaves a gap, as sequences do.
 *
 * <p>{@code upsert} loads what is already there with one statement per table and chunk, compares, and lets Hibernate update
 * what differs; nested rows that are gone from the source stay in the target.
 *
 * <p><b>A row that only the server can refuse</b>, be it for its own entity or for one beneath it, is rejected whole, and the others stay in the chunk's one commit.
 * Problem: what a session sends for a row, and in which of its batches, is Hibernate's business, so that no script on the server can try the rows as it does for tables, and
 * a session that has met an error is of no more use. Choice: the rows are halved under savepoints, each half with a session of its own, until the refused ones are alone; those that
 * refer to nothing are tried again once the others are in. Cost: a savepoint a chunk; ten bad rows in 5,000 take some hundred smaller flushes. Where objects of a
 * {@code class} are written this is not done: what a failed session has given them, such as keys, cannot be taken back from objects that are not ours, so
 * that their chunk fails as a whole.
 */
@NullMarked
package io.nightload.target.entity;

import org.jspecify.annotations.NullMarked;
