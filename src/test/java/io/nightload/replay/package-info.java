@NullMarked
package io.nightload.replay;

import org.jspecify.annotations.NullMarked;
