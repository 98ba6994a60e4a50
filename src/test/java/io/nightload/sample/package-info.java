/**
 * Makes the sample that ships: {@code data/shop}. The shop is invented; the same program makes the same rows on any
 * machine, and a test holds the files against it.
 */
@NullMarked
package io.nightload.sample;

import org.jspecify.annotations.NullMarked;
