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
 *
 * <p>What refuses new rows is not yet a proof of those that are there ({@link io.nightload.model.Proofs}): an inheriting table has rows that its parent's
 * indexes do not see, a NOT NULL may be NOT VALID, and a column whose domain is NOT NULL takes the NULL of a subquery without rows, as PostgreSQL's
 * manual says under CREATE DOMAIN. Cost: some indexes that would hold all the same are not taken for a proof.
 */
@NullMarked
package io.nightload.model;

import org.jspecify.annotations.NullMarked;
