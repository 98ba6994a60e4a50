/**
 * What is read of a database, in which order and from which place on, whether its rows come as values or as tuples.
 *
 * <p>Problem: rows come in two ways ({@code source.jdbc}, {@code source.copy}), and a resume has to find the same place by either. Choice:
 * both make their statements, sessions and places here, and hand on the rows of one page after the other. Cost: these types are public, though only those two
 * packages are meant to know them.
 */
@NullMarked
package io.nightload.source.reading;

import org.jspecify.annotations.NullMarked;
