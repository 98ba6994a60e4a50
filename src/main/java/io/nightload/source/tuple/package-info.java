/**
 * Rows as COPY's binary format has them: tuples, of whose fields nobody here reads more than those of the key.
 *
 * <p>Problem: a row that goes from one table into another like it was printed as text by its server, found field by field, and made into
 * binary again. Choice: where nothing asks for a value, its bytes go on as they came. Only where a tuple ends is found out, and of the
 * last one of a page or a chunk the key, which the checkpoint and the next page need as text. A target that waits for the whole step notes
 * the keys of all rows, as it does of any others, because it may reject one when their bytes are long gone. Cost: each type that a key may have is
 * read here a second time; a table with a key of another one is read by its values.
 */
@NullMarked
package io.nightload.source.tuple;

import org.jspecify.annotations.NullMarked;
