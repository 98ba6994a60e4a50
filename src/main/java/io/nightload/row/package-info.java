/**
 * What travels from a source to a target: the {@linkplain io.nightload.row.Row row}, its schema, the types of its
 * columns, and the error of a bad row.
 *
 * <p>A row is a view over the bytes of its {@linkplain io.nightload.row.Block block}. A field is turned into a Java
 * value only when something asks for the value; a field that no transform touches travels from file to table as bytes.
 * The cost: a row keeps its whole block alive, so blocks are small (hundreds of rows), and a target must not keep rows
 * beyond its chunk.
 *
 * <p>Rows may hold rows. What a to-one path leads to lies in the row's own block, flat; a collection is a run of rows in a
 * block of its own, and the field says where the run begins and how long it is. So a graph of a thousand orders and their
 * lines is two blocks and no object per row. The columns of a graph are endless: they are found by name in a
 * {@link io.nightload.row.Structure}, which allots a slot to what is asked for and to nothing else.
 */
@NullMarked
package io.nightload.row;

import org.jspecify.annotations.NullMarked;
