@NullMarked
package io.nightload.pool;

import org.jspecify.annotations.NullMarked;
