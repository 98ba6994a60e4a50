/**
 * What a database says of its tables and of what a query gives, in PostgreSQL's terms.
 *
 * <p>Problem: a source may stand on any database with a JDBC driver. Choice: everything is asked by JDBC's own metadata, for
 * PostgreSQL too, so that there is one way and not two; only where a type has a name that JDBC cannot spell out (enums,
 * domains of arrays) is PostgreSQL's catalogue asked beside it. Cost: what JDBC does not tell, such as a unique index
 * with {@code NULLS NOT DISTINCT}, is not known.
 *
 * <p>Values travel as PostgreSQL's text. From PostgreSQL they are the very bytes that the server sent; from another
 * database each is made from the driver's Java object.
 */
@NullMarked
package io.nightload.source.relation;

import org.jspecify.annotations.NullMarked;
