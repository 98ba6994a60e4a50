/**
 * How a step under other settings is measured: a trial runs its first rows and rolls them back, a contest holds several
 * candidates against each other.
 *
 * <p>Problem: the machine, its caches and its just-in-time compiler change while one measures. Choice: what is compared
 * takes turns, a first round does not count, and a gain must show in every round. Cost: four times the time of a single
 * trial for each candidate, so the trials are short.
 */
@NullMarked
package io.nightload.advise.trial;

import org.jspecify.annotations.NullMarked;
