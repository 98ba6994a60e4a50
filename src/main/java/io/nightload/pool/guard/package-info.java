/**
 * What a chunk costs its databases, counted where it is sent, and what it may not do.
 *
 * <p>Problem: a step's statements come from the reader, the writer, the checkpoint, the rejects and a user's own parts,
 * through JDBC templates, Hibernate and COPY; counts that each of them keeps of itself miss those of the others. Choice:
 * the step's connections are proxies that count each call which sends something, whoever makes it. Cost: some tens of
 * nanoseconds a call; result sets are the driver's own, so that reading rows costs nothing, and the fetches of a cursor
 * are not seen.
 *
 * <p>A chunk has one commit, its own. A commit or a rollback by anybody else is refused before it is sent: rows without
 * their checkpoint, or a checkpoint without its rows, would be lost or loaded twice after a crash.
 */
@NullMarked
package io.nightload.pool.guard;

import org.jspecify.annotations.NullMarked;
