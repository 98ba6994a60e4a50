/**
 * Connections to databases, the embedded PostgreSQL, and Nightload's own tables in them.
 *
 * <p>A connection is opened plain here; pools stand on top of these data sources, in their own package. What must hold
 * for every session (its name in {@code pg_stat_activity}, keepalives, a server that notices a dead client) is set where
 * it is opened, so that no caller can forget it.
 */
@NullMarked
package io.nightload.connection;

import org.jspecify.annotations.NullMarked;
