/**
 * The command line: one class per verb, and what all of them share.
 *
 * <p>Spring, Calcite and the parts are loaded by {@link io.nightload.run.RunContext} alone, which only {@code run} and
 * {@code check} open: help, a mistyped command and the verbs that just read the database answer at once.
 *
 * <p>Signals are caught instead of left to the JVM's shutdown hooks, because hooks run side by side: the embedded
 * PostgreSQL would be stopped, and the pools closed, under the chunk that is being committed. So the first signal asks
 * the run to stop, the program ends by its ordinary way with 128 + the signal's number, and a second signal ends it
 * where it stands.
 */
@NullMarked
package io.nightload.cli;

import org.jspecify.annotations.NullMarked;
