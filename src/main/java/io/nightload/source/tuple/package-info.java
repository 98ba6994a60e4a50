/**
 * Rows as COPY's binary format has them: tuples, whose fields nobody here takes apart.
 *
 * <p>Problem: a row that goes from one table into another like it was printed as text by its server, found field by field, and made into
 * binary again. Choice: where nothing asks for a value, its bytes go on as they came. Only where a tuple ends is found out, and of the
 * last one of a page or a chunk the key, which the checkpoint and the next page need as text. Cost: each type that a key may have is
 * read here a second time; a table with a key of another one is read by its values.
 */
@NullMarked
package io.nightload.source.tuple;

import org.jspecify.annotations.NullMarked;
