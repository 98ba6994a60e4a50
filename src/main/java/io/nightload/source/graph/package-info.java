/**
 * What a step reads of a graph of entities: which statements, with which joins and columns. Knows nothing of how they are
 * run.
 *
 * <p>The plan is not written by anyone: expressions ask for columns by path, and each path that is asked for becomes a join of
 * its holder's statement (to-one) or a statement of its own (to-many, or a to-one that is to be loaded select-in). So nothing
 * is loaded that nobody asked for, and nothing can be asked for that is not loaded: there is no lazy load to guard against.
 *
 * <p>A to-one's values lie in the block of its holder whichever statement reads them. One that is loaded select-in is copied
 * there: two numbers each, not the bytes, so ten thousand orders of one customer hold its name once.
 */
@NullMarked
package io.nightload.source.graph;

import org.jspecify.annotations.NullMarked;
