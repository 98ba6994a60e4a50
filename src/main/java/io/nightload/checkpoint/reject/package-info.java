/**
 * The table {@code nightload.reject}: how rejected rows come into it with their chunk, and how they are replayed out of it.
 *
 * <p><b>What a replay is.</b> Problem: the rows that a step rejected have to be loaded once what was wrong with them is mended, each of them once, whatever
 * dies meanwhile. Choice: a replay is the step once more, with its rejects in the place of its source: they go through its transforms
 * and its target in chunks, and the transaction that loads a chunk's rows also marks its rejects as replayed, or notes why they were refused
 * again. So a reject is never loaded and unmarked, nor marked and not loaded. The same job's lease keeps runs and other replays
 * out; a replay that was paused and overtaken is fenced off by a checkpoint like any other writer (partition -1 of the step), and where even
 * that failed, a reject that is marked already fails the chunk. Rejects stay in the table when they are replayed, so that every row
 * stays accounted for. Cost: one update for each.
 *
 * <p><b>Nested rows.</b> Problem: where {@code unnest} made ten rows of one and the server refused the third, the other nine are loaded. Choice: the reject
 * says which nested row it was ({@code items}), and its replay unnests no other. Where a whole row is replayed and one of its
 * nested rows is refused, the row has been replayed and the nested one is a reject of its own ({@code part_of}); so is one of a nested row's own, and both
 * are parts of the row that was counted as rejected, which is loaded when none of its parts waits any more. What an older release has rejected says neither
 * which nested row it was nor whether a publication refused it ({@code traced}); a step where this matters refuses to replay it.
 *
 * <p><b>Order.</b> A replayed row comes after all that the step has loaded since: in an upsert it wins over a newer row of its key,
 * unless {@code newer} says which one does.
 */
@NullMarked
package io.nightload.checkpoint.reject;

import org.jspecify.annotations.NullMarked;
