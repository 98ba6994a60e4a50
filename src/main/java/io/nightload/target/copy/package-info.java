/**
 * Rows as COPY takes them: which values a column takes, their encoding, and the stream that sends them.
 *
 * <p><b>Which format.</b> Problem: the server spends much of a COPY's time on reading text, and binary format spares it that,
 * but needs the wire form of every type. Choice: a table is loaded in binary format where each written column is of a type
 * whose wire form is known here, which is all but arrays and types that Nightload does not know, and in text format
 * elsewhere. Both go one way: a value whose bytes are in its type's plain form goes through in one pass, encoded or
 * merely escaped; any other is read and written in PostgreSQL's own form first, so that what is accepted and what a value
 * becomes cannot depend on the format. Cost: two encodings of each type; a test holds them against each other and
 * against PostgreSQL's own reading.
 *
 * <p><b>Tuples</b> that a source has taken out of a binary COPY are sent as they came, in binary format whatever the columns: the server judges them. Where its columns were changed since
 * the step was planned nothing is sent, since a whole number may well be read as a float.
 *
 * <p>Nothing here relies on the session: names are qualified and quoted, dates are ISO with an explicit offset.
 */
@NullMarked
package io.nightload.target.copy;

import org.jspecify.annotations.NullMarked;
