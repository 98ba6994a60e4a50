/**
 * What becomes of rows in a table: one writer for each mode, and its statements.
 *
 * <p>Nothing here relies on the session: names are qualified and quoted, and changes are found by {@code record_image_ne},
 * which compares bytes, so that no collation or operator of the search path has a say.
 */
@NullMarked
package io.nightload.target.write;

import org.jspecify.annotations.NullMarked;
