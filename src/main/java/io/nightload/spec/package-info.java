/**
 * What a person wrote: the job file and {@code nightload.yaml} as immutable records, with the position of everything in
 * them, and all of their problems at once.
 *
 * <p>Problem: a binder to Java objects stops at the first mistake and forgets where the values stood. Choice: a file is read
 * as a tree of {@link io.nightload.spec.Node}s with their places, readers make records of it, and whatever is wrong goes
 * into {@link io.nightload.spec.Problems} while reading goes on with the best guess; whoever needs a right file calls
 * {@code throwIfAny}. A part's options stay nodes here, for only the part knows what they mean. Cost: each key is read by
 * hand, and each guess must be one that causes no problem of its own.
 *
 * <p>{@code ${name}} is text and replaced while options are read; {@code :name} is a value and bound where it is used. The
 * two never mix: that is why an expression refuses the first.
 */
@NullMarked
package io.nightload.spec;

import org.jspecify.annotations.NullMarked;
