/**
 * What becomes of rows in a table: one writer for each way, and its statements.
 *
 * <p>Nothing here relies on the session: names are qualified and quoted, and changes are found by {@code record_image_ne},
 * which compares bytes, so that no collation or operator of the search path has a say.
 *
 * <p><b>Where the rows wait</b> of a replace, and of any step with {@code publish: step}. Problem: until all rows are there they must survive a crash together with the
 * checkpoint, belong to one step of one job instance, and be seen by nobody. Choice: an ordinary logged table in the schema
 * {@code nightload}, made in the transaction of the first chunk that has rows, under a random name that the checkpoint's
 * position keeps. So the table exists exactly if a checkpoint names it, and an instance that is begun anew, whose
 * checkpoint is another one, can never publish rows of an earlier one. An unlogged table would be empty after the server
 * crashed, and the checkpoint would not know. Cost: rows are written twice, and a table of an instance that nobody resumes
 * stays until it is abandoned or pruned, or until the next replace, which drops those that no unfinished checkpoint of a newest instance names.
 *
 * <p><b>How it is published.</b> In the last chunk's transaction, by DELETE and INSERT or by a merge, never by TRUNCATE or
 * by renaming: views, grants, triggers and foreign keys stay, and whoever reads sees the old rows or the new ones. DELETE
 * and INSERT are one statement, so that a foreign key with NO ACTION is content with a row that goes and comes again;
 * one that acts on the DELETE is refused when the job is checked, and needs a merge. A merge takes a row whose key is there
 * outside of the slice into the slice. Cost: the table holds old and new versions until it is vacuumed.
 *
 * <p><b>Publishing a step at once</b> is the same for the other modes: their rows wait in the stage and one transaction adds or merges them. Cost:
 * of several rows with one key the last of the step counts, and not of the chunk.
 *
 * <p><b>Rows that only the publication shows to be bad</b>, because of a unique value, a foreign key, a trigger. Problem: their chunks are long committed, and the rows
 * are known to the stage alone. Choice: publish; where a row is refused go back, find all bad rows in blocks of the stage, go back again, take them out of the stage into
 * the rejects, and publish anew, as if they had never come. So it is the ordinary statements that publish, and what is refused because the bad rows are gone is
 * found in the next turn. A table beside the stage keeps where its rows came from, a row of arrays for each chunk; as their raw text the rejects have what was to be written,
 * as JSON, because to keep what was read would double what is staged. Cost: a statement a chunk and about 20 bytes a row; of a publication with bad rows three to four times
 * the time of one without. Not looked for: more than 20,000 bad rows at once, which are no matter of single rows, and what refuses the DELETE of a
 * replace, such as a row of another table that refers to one that did not come again. Then the step fails.
 *
 * <p><b>What is counted.</b> A row of the table that did not come again was not read, so it is counted beside the rows that
 * were, as removed. Until they are published, the rows of a replace are counted as read only.
 *
 * <p><b>How a chunk is upserted.</b> Problem: what a script does not do costs the server a sixth of the time: to sort a chunk, find the last row of each key,
 * spare the unchanged rows and count. Choice: the client sees whether a chunk's keys ascend, as those of a file do that was written in their
 * order, and then nothing is sorted; and where PostgreSQL is 17 or newer and neither a trigger nor a check can tell the difference, one MERGE takes such a chunk. What
 * fails there, be it only because another session added a row meanwhile, is searched as always, and the search inserts with ON CONFLICT.
 * ON CONFLICT checks each row that arrives, also one that is
 * older than the row there or brings an {@code insert_only} column, and MERGE what it writes; so where the columns of a check do not all come and go into
 * the row, ON CONFLICT takes every chunk. What they differ in is defaults of columns that the rows lack: MERGE evaluates them for new rows only, and draws no number of a
 * sequence for the others. Cost: two statements for one thing, and a chunk that meets such a row is merged twice.
 *
 * <p><b>A table whose columns change meanwhile.</b> Problem: COPY's binary format does not say what the bytes are, so where {@code ALTER TABLE} made
 * another type of a column behind the plan, the server takes them for other values; and what was staged in the types of before would be cast by the
 * session, timestamps in its time zone, and numbers rounded. Choice: the catalogue is asked where a lock keeps the columns as they are to the end of the
 * transaction: behind a COPY into the table itself; in a chunk that is merged, of the temporary table and its target, in the round trip that makes it ready; of a
 * staging table when it is made and when a step resumes with it, and of its target before it is published. The first two end the run, which goes on with the new
 * types; staged rows have to be loaded anew. Cost: a round trip a chunk where rows are appended, an eighth of a millisecond where they are merged, and
 * two round trips a publication; also a column that was merely widened ends a step that stages or merges.
 *
 * <p><b>A row that update cannot find</b> is rejected, like any other that the table has no place for: an update that silently
 * passed over it would lose it. Where a row deletes, there is nothing to be lost: it is unchanged.
 */
@NullMarked
package io.nightload.target.write;

import org.jspecify.annotations.NullMarked;
