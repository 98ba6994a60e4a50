/**
 * The targets that job files name, one class each.
 *
 * <p>A target looks at the catalogue when a job is planned, so that a missing column or a type that cannot be assigned is
 * found before anything runs. It looks again when its writer opens, because a step before it may have changed the table.
 */
@NullMarked
package io.nightload.target;

import org.jspecify.annotations.NullMarked;
