/**
 * What a source, a transform and a target are, and how the options of one are read from a job file.
 *
 * <p>A part is one class: an annotated Spring component, found by scanning, with its options as a nested record. It is
 * used in two stages. {@code plan} runs when a job is loaded: it says what is wrong with the options and what columns
 * come out, and touches no data. The plan then hands out Spring Batch's own {@code ItemStreamReader} or
 * {@code ItemStreamWriter}: there is no second hierarchy beside them. A transform alone has a {@link io.nightload.part.Stage}
 * instead of an {@code ItemProcessor}, because it may make several rows of one, or look at a whole chunk before it hands
 * on any; a {@link io.nightload.part.RowByRow} makes a stage of an {@code ItemProcessor}.
 *
 * <p>A source is told what is read of it only when everything behind it is planned: expressions name columns and paths,
 * paths allot slots, and {@link io.nightload.part.Source.Plan#reading} leaves out the rest. Where nothing is read of its rows
 * at all, source and target are asked whether they know a shorter way between them: a target that takes
 * {@linkplain io.nightload.part.TargetPart.Plan#takesTuples tuples} says for which columns, and a source gives them if its own fit. Neither
 * knows the other; a row says of itself what it is.
 */
@NullMarked
package io.nightload.part;

import org.jspecify.annotations.NullMarked;
