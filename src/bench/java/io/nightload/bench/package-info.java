/**
 * The benchmarks: Nightload and its rivals as whole processes, in turn, in one run, over TPC-H's data.
 *
 * <p>{@code ./mvnw -Pbench verify -Dbench=graph} runs one. They are no tests and assert no time. What they print is the
 * ratio of two times that were measured beside each other, because the times alone say more of the machine and its hour.
 *
 * <p>The server is the embedded PostgreSQL with its settings as they ship: fsync on, {@code synchronous_commit} on.
 */
@NullMarked
package io.nightload.bench;

import org.jspecify.annotations.NullMarked;
