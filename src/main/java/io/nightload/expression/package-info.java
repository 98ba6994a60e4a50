/**
 * SQL expressions over a row: read by Apache Calcite's parser, given PostgreSQL's types and meaning here, and compiled to
 * bytecode by Janino, all expressions of one transform at once.
 *
 * <p>Problem: Calcite's own validator and code generator compute with Calcite's meaning of SQL, which is not the
 * target's. As of 1.42: timestamps have milliseconds, the quotient of decimals has 16 digits in all, whole numbers
 * overflow silently, both sides of {@code b <> 0 and a / b > 1} are computed, a cast cuts 1.5 to 1 and writes TRUE, and
 * literals are padded char. Each can be replaced, at the end of which nothing but the framework is left, and that costs a
 * second at start-up and twenty jars of geometry, JSON paths and statistics.
 *
 * <p>Choice: the parser alone is Calcite's. {@code Typing} gives names and operators their meaning, {@code JavaSource}
 * writes one Java method per expression, and a function is a static method with an {@code @Sql} annotation: its Java
 * types are its SQL types, its nullness is what happens to NULL, and its documentation is a tested example. No name can
 * reach any other Java. Values are the row's own ({@code BigDecimal}, {@code LocalDateTime}, …), so nothing is lost on
 * the way in or out.
 *
 * <p>Cost: a function of Calcite that is not here has to be written, and so had the typing rules.
 *
 * <p>A dotted path is a column: through associations to one it lies in the row's own block and is passed on as bytes. A
 * path through a collection has a value only inside an aggregate, which becomes a loop over the nested rows (a loop in a
 * loop for a deeper one), inline in the expression's method. The cost: two aggregates walk the rows twice. Texts are
 * compared by code point in {@code min}, {@code max} and {@code distinct} too, and {@code string_agg} joins in the
 * collection's order.
 *
 * <p>Settled here: there are no implicit casts between text and anything else; AND, OR, CASE and coalesce evaluate no
 * more than they need; texts are compared by code point, whatever the server's collation; what depends on the clock or on
 * chance is refused, because a chunk that is loaded again must give the same rows.
 */
@NullMarked
package io.nightload.expression;

import org.jspecify.annotations.NullMarked;
