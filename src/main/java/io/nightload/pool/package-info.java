/** Connections for one step: as many as it needs, opened before it and closed after it, with the waiting measured. */
@NullMarked
package io.nightload.pool;

import org.jspecify.annotations.NullMarked;
