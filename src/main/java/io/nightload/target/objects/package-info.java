/**
 * Writes objects of a user's own annotated classes: one unit of work per chunk.
 *
 * <p>What reaches the target carries objects, from a source of their class or from a bean. They are merged into a session of the chunk's own, or
 * persisted where their key is still to be made, flushed once, and let go. Merging copies: an object that the reading session manages
 * is not torn out of it, and one that appears twice is one entity.
 *
 * <p>Hibernate would ask for each object whether it is there. So what is handed on, and what its associations cascade to, is looked up before by
 * key, one statement for each class, and Hibernate is told the answer ({@link io.nightload.target.objects.Handed}). What is
 * referred to without a cascade is taken to be there: the foreign key says otherwise where it is not.
 *
 * <p>The cost of merging is a copy of each object. Keys by IDENTITY cannot be batched, which the job is told.
 */
@NullMarked
package io.nightload.target.objects;

import org.jspecify.annotations.NullMarked;
