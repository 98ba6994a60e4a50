/**
 * Reading JSON files: one object on each line, or one array of objects.
 *
 * <p>Problem: a JSON file may be one array of any size, has no header, and nests. A parser that reads the whole file can
 * seek nowhere and is lost at the first malformed byte.
 *
 * <p>Choice: where a record ends is found without parsing it (a line's end; in an array the closing bracket, with strings
 * passed over), and each record alone goes through Jackson. So a position is a byte offset in both forms, and a record that
 * is malformed inside is one rejected row. Only what breaks the array itself (a missing comma, a file that is cut off)
 * ends the step, with its place. Values are kept as text in a block's bytes, numbers with all their digits.
 *
 * <p>The columns are those of the first 1,000 objects, all files together: whole numbers are bigint, others numeric,
 * true and false boolean, nested objects rows, arrays of objects nested rows, other arrays JSON text;
 * where a key's values are nested in some and plain in others, what most of them are (one bad object decides nothing); where
 * plain ones differ, text, since that loses none of them, and a note names the first line that differed. The cost: one
 * {@code "n/a"} makes text of a number, which expressions do not reckon with until {@code columns:} says that it is one.
 * That says otherwise of any key, also of one that is not among those: a declared path makes the objects around it, whatever
 * was seen there. A key that turns up later is a rejected row, or is passed over if the job says so: a key that is dropped silently is data that is lost.
 *
 * <p>Settled here: a key that stands twice in an object is a rejected row, since no reading of it is right; text that no
 * PostgreSQL text can hold (NUL, half a surrogate pair) is one too. Objects are taken apart 30 levels deep; what lies
 * deeper is JSON text.
 */
@NullMarked
package io.nightload.source.json;

import org.jspecify.annotations.NullMarked;
