/**
 * Tables as the catalogue describes them to the role that is connected: names, columns, unique indexes, privileges.
 *
 * <p>Nothing here relies on the session: what is asked is qualified with {@code pg_catalog}.
 */
@NullMarked
package io.nightload.target.table;

import org.jspecify.annotations.NullMarked;
