/**
 * What earlier runs did, read from the control schema, and removed when it is old, by plain JDBC: these verbs answer in the time that a connection
 * takes, so no Spring context stands between.
 *
 * <p>Spring Batch writes times without a zone, in the zone of the JVM that ran the job; they are read in the zone of this
 * one.
 */
@NullMarked
package io.nightload.cli.history;

import org.jspecify.annotations.NullMarked;
