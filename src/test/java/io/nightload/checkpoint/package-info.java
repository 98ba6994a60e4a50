@NullMarked
package io.nightload.checkpoint;

import org.jspecify.annotations.NullMarked;
