/**
 * What travels from a source to a target: the {@linkplain io.nightload.row.Row row}, its schema, the types of its
 * columns, and the error of a bad row.
 *
 * <p>A row is a view over the bytes of its {@linkplain io.nightload.row.Block block}. A field is turned into a Java
 * value only when something asks for the value; a field that no transform touches travels from file to table as bytes.
 * The cost: a row keeps its whole block alive, so blocks are small (hundreds of rows), and a target must not keep rows
 * beyond its chunk.
 */
@NullMarked
package io.nightload.row;

import org.jspecify.annotations.NullMarked;
