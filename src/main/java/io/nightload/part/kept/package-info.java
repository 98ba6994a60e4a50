/**
 * What is kept of a rejected row, so that it can be read again when it is replayed.
 *
 * <p>Problem: a rejected row waits in a table for days, until somebody has mended the data, the job file or the target, and then it has to
 * go through the step once more as if it had just been read. Choice: it is kept as text that a person can read and mend. A row of a file is its record as it
 * stood there, which the file's own parser reads again, so that also a record which could not be taken apart can be mended. A row of a
 * database has no text: it is kept as a JSON object of the columns that its step reads, rows in rows as they are nested, and each
 * value in PostgreSQL's own text, a number as a number where JSON writes it the same and anything else as a string. No value is computed
 * on the way, so the bytes that come back are those that went. Cost: what the step did not read is not there; where a mended
 * job reads more than it did, the row says which column is lacking.
 *
 * <p>What could not be text is not kept: a file's bytes that are no UTF-8 and zero bytes have been replaced, and such a record is refused
 * until it is mended. So is a row of a database with more than 16 MB.
 */
@NullMarked
package io.nightload.part.kept;

import org.jspecify.annotations.NullMarked;
