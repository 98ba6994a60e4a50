/**
 * The PostgreSQL that Nightload brings along: unpacked, started, found again, and stopped by the last one who uses it.
 *
 * <p>The binaries are zonky's; its {@code EmbeddedPostgres} class is not used here. It is made for tests: it starts with
 * fsync off and lets everyone in, waits out its whole time limit when the server refuses to start, leaves half-unpacked
 * binaries behind a kill, and makes their folder writable for all. Four commands do what is needed instead: {@code initdb},
 * {@code pg_ctl start}, {@code pg_ctl stop}, and a look into {@code postmaster.pid}.
 *
 * <p>The server is a process of its own that outlives a killed Nightload, so that nothing it committed is lost and the
 * next run finds it. Who uses it is told by locks on one file: the operating system drops them with their process,
 * whatever way that ends.
 */
@NullMarked
package io.nightload.connection.embedded;

import org.jspecify.annotations.NullMarked;
