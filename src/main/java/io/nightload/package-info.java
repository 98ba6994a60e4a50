/** Declarative, restartable batch loads into PostgreSQL. */
@NullMarked
package io.nightload;

import org.jspecify.annotations.NullMarked;
