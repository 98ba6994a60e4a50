@NullMarked
package io.nightload.step;

import org.jspecify.annotations.NullMarked;
