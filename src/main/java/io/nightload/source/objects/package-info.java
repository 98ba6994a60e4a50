/**
 * Object graphs read as a user's own annotated classes: for typed processors, and for expressions like any other rows.
 *
 * <p><b>What is loaded is the plan.</b> Roots come in pages by their key, to-one associations of the plan joined; each of its collections, and what
 * lies beyond one, comes by a statement of its own for the whole page (Hibernate's batch loading, told to load everything at once: its queue is complete
 * when the page is). Expressions name the paths that they read; what a processor reads nobody can know, so {@code fetch} says it.
 *
 * <p><b>What is not in the plan is refused.</b> {@link io.nightload.source.objects.FetchGuard} stands before Hibernate's own loading, for
 * collections and for proxies. The failure is kept, so that a processor which swallows it does not hide it.
 *
 * <p><b>Columns are checked</b> of each class whose objects the plan loads and of no other: Hibernate reads all columns of a class, so that one which the
 * table lacks would fail the first page, and a class that nobody loads may be out of date.
 *
 * <p><b>One key, one row</b>: a session knows an object by its key. A table from which others inherit may have a key several times, and what is read for
 * one row would be taken for another; joined, it would double the rows that refer to it. So no class that the plan loads may be mapped to one. The cost:
 * tables that are divided by inheritance have to become partitioned ones, or be read with {@code table} or {@code query}.
 *
 * <p><b>Partitions</b> are ranges of the key's first column, where it is a number: between its text and its class nothing is lost then. They follow the
 * table's statistics, whatever the condition leaves, so that a condition on the key makes them uneven.
 *
 * <p><b>A chunk is a snapshot and a generation of objects.</b> At its end the session is cleared: what a processor has kept is detached. A page is at most
 * a thousand objects, so a larger chunk is several pages, each at the cost of the plan's statements. Objects of the page weigh in the chunk's
 * bytes by their number, as nobody can say how large they are. The cost beside rows of bytes: a collection of one object is held whole. Where one may have
 * millions of entries, read its table with {@code root}.
 */
@NullMarked
package io.nightload.source.objects;

import org.jspecify.annotations.NullMarked;
