/**
 * Reads a PostgreSQL table's rows as tuples ({@code source.tuple}), for a target that takes them as they are.
 *
 * <p>Each page is a {@code COPY (SELECT …) TO STDOUT} in binary format, read to its end at once: it holds nothing open while the target
 * works, and a limit on the time of statements is no matter of the target's time. That is left to pages with a proven key whose types can be
 * read out of a tuple, and to PostgreSQL from 14 on; anything else is read by its values. Positions are the same either way. Cost: a second
 * way to read.
 *
 * <p><b>Wide rows.</b> Problem: how many rows a page asks for follows from those before it, and they may turn out a thousand times as wide.
 * Choice: at some megabytes its statement is cancelled, and the next page begins behind the last tuple that came whole. Cost: a line about it
 * in its server's log.
 *
 * <p><b>Tables that somebody changes meanwhile.</b> Problem: their bytes would be taken for those of other types. Choice: each column is
 * cast to the type that the target takes, which costs nothing as long as it is of this type; without a length, to which the cast would cut what the
 * target has to judge. Cost: a column that has become one of another kind holds what the server's cast makes of it, so that a number may be
 * rounded to an integer.
 *
 * <p><b>Parameters.</b> Problem: COPY takes none. Choice: the driver writes them into the statement as literals, as it does for simple
 * queries, and strings, which it gives no type, are cast to the one that they are bound with. Cost: a server's log may show them.
 */
@NullMarked
package io.nightload.source.copy;

import org.jspecify.annotations.NullMarked;
