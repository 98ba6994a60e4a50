/**
 * Tables as Hibernate sees them: classes that are generated when a step begins, and a session factory over them.
 *
 * <p>A class has one public field for each column, and no association: a foreign key's columns are fields like others. Fields
 * are numbered, because a column may have any name. Identifiers are always quoted. Values are the classes that
 * {@link io.nightload.row.ColumnType} speaks of; types that Hibernate does not know travel as text and are cast in SQL.
 */
@NullMarked
package io.nightload.target.mapping;

import org.jspecify.annotations.NullMarked;
