/**
 * Annotated entity classes of a user's, and the life of their objects in a step.
 *
 * <p>A class brings its own mapping, but not its own way of loading: whatever the annotations say of eager and lazy, here every association is lazy, and
 * the step's fetch plan says what is loaded. So one class serves steps with different plans, and an association that no plan names is never
 * loaded unseen.
 *
 * <p>Objects travel with the rows that were made of them, as the first of a row's computed values ({@link io.nightload.entity.RowObject}). Transforms
 * that know only columns carry them along; a typed processor takes the object out. The cost: what {@code set} and {@code select}
 * compute is not in the object.
 *
 * <p>An object lives for its chunk. {@link io.nightload.entity.ObjectChunks} knows, by identity and without keeping anything alive, in which chunk an object was
 * loaded or written, so that one that was kept longer is refused by name instead of being written a second time.
 *
 * <p>Names: tables and columns are named as Spring Boot names them ({@code orderedOn} is {@code ordered_on}), and so are the columns of rows, so that an
 * expression reads the same over a class and over its table. The conditions of {@code where} are HQL and speak of attributes.
 */
@NullMarked
package io.nightload.entity;

import org.jspecify.annotations.NullMarked;
