/**
 * SQL that stands in a job file, with the job's parameters in it. Steps, sources and transforms all bind them, so it is
 * here, where each of these may look, and not beside the connections.
 */
@NullMarked
package io.nightload.spec.sql;

import org.jspecify.annotations.NullMarked;
