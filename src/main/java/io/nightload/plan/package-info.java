/**
 * A job file brought together with its parts, its parameters and the target's catalogue: what each step will read,
 * do and write, known before anything runs.
 *
 * <p>A step that stands behind an {@code sql} step is planned twice: when the job is loaded, where a table that does not
 * exist yet is only noted, and again when the step begins.
 */
@NullMarked
package io.nightload.plan;

import org.jspecify.annotations.NullMarked;
