@NullMarked
package io.nightload.recovery;

import org.jspecify.annotations.NullMarked;
