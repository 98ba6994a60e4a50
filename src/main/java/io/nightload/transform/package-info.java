/**
 * What happens to rows between a source and a target. Every transform is one class that checks its options and its
 * expressions when the job is loaded, and leaves the bytes of the columns that it does not touch where they are.
 */
@NullMarked
package io.nightload.transform;

import org.jspecify.annotations.NullMarked;
