/**
 * What a person wrote: the job file and {@code nightload.yaml} as immutable records, with the position of everything in
 * them, and all of their problems at once.
 */
@NullMarked
package io.nightload.spec;

import org.jspecify.annotations.NullMarked;
