/**
 * From a job file to a {@link io.nightload.spec.JobSpec}, with everything that is wrong with its shape at once.
 *
 * <p>What a part's options mean is the part's affair: here they stay nodes. Keys of later releases are known and refused, so
 * that a file which needs them is not run without them.
 */
@NullMarked
package io.nightload.spec.job;

import org.jspecify.annotations.NullMarked;
