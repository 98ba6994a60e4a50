/**
 * The tables of a database as entities: columns, keys, and the associations that its foreign keys make.
 *
 * <p>Associations are named after what a person sees: the key column without {@code _id}, or the other table. A name that
 * would mean two things is made longer on both sides; {@link io.nightload.model.AssociationNames} says how. The cost: a second
 * foreign key between two tables changes the name of what the first one made. A job that finds this too lively renames what
 * it uses.
 *
 * <p>Nothing is read ahead: a database may have ten thousand tables, and a job touches a handful. Each entity costs four
 * queries of the catalogue.
 */
@NullMarked
package io.nightload.model;

import org.jspecify.annotations.NullMarked;
