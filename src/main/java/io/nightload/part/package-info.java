/**
 * What a source, a transform and a target are, and how the options of one are read from a job file.
 *
 * <p>A part is one class: an annotated Spring component, found by scanning, with its options as a nested record. It is
 * used in two stages. {@code plan} runs when a job is loaded: it says what is wrong with the options and what columns
 * come out, and touches no data. The plan then hands out Spring Batch's own {@code ItemStreamReader},
 * {@code ItemProcessor} or {@code ItemStreamWriter}: there is no second hierarchy beside them.
 */
@NullMarked
package io.nightload.part;

import org.jspecify.annotations.NullMarked;
