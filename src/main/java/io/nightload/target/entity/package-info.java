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
 */
@NullMarked
package io.nightload.target.entity;

import org.jspecify.annotations.NullMarked;
