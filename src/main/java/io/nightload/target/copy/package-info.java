/**
 * Rows as lines of COPY: which values a column takes, their encoding, and the stream that sends them.
 *
 * <p>Rows are sent in COPY's text format. A value whose bytes already are what the server reads goes through with nothing but
 * escaping, and is judged in the same pass; any other is read and written again in PostgreSQL's own form. Binary
 * format would save the server some parsing, but must know every type's wire form; text takes types that Nightload does not know.
 *
 * <p>Nothing here relies on the session: names are qualified and quoted, dates are ISO with an explicit offset.
 */
@NullMarked
package io.nightload.target.copy;

import org.jspecify.annotations.NullMarked;
