/**
 * A job file brought together with its parts, its parameters and the target's catalogue: what each step will read,
 * do and write, known before anything runs.
 *
 * <p>A step that stands behind an {@code sql} step is planned twice: when the job is loaded, where a table that does not
 * exist yet is only noted, and again when the step begins.
 *
 * <p>A database that fails while it is asked for its tables (a timeout, a lock, a statement that somebody cancels) says nothing of the job file. A {@code run}
 * ends with it and exit code 1, so that its scheduler comes again; {@code check} takes it for one problem among the others, which it would hide. The cost: a
 * person's cancel is tried again by the scheduler, since a server that does not speak English tells it from a timeout by nothing.
 */
@NullMarked
package io.nightload.plan;

import org.jspecify.annotations.NullMarked;
