/**
 * What a database says of its tables and of what a query gives, in PostgreSQL's terms.
 *
 * <p>Problem: a source may stand on any database with a JDBC driver. Choice: types and names are asked by JDBC's own metadata, for
 * PostgreSQL too, so that there is one way and not two; where a type has a name that JDBC cannot spell out (enums,
 * domains of arrays) PostgreSQL's catalogue is asked beside it. Cost: what JDBC does not tell is not known.
 *
 * <p><b>Keys.</b> Problem: where a key is none, the seek behind it passes rows over, and nobody hears of it. JDBC's metadata names a primary key
 * that does not hold for the tables which inherit from its own, an index that is invalid or tells apart by its collation what the column takes
 * for equal, and a NOT NULL that was never validated. Choice: of PostgreSQL the catalogue is asked what it proves of all
 * rows ({@link io.nightload.model.Proofs}). A table from which others inherit is read as a view is: without a key by a cursor, with one that
 * is trusted and held to, because no index can ever prove it and its users often know. Cost: a second way to ask; a key that other databases name is believed,
 * and a unique index with {@code NULLS NOT DISTINCT} is no proof.
 *
 * <p>Values travel as PostgreSQL's text. From PostgreSQL they are the very bytes that the server sent; from another
 * database each is made from the driver's Java object.
 */
@NullMarked
package io.nightload.source.relation;

import org.jspecify.annotations.NullMarked;
