@NullMarked
package io.nightload.transform;

import org.jspecify.annotations.NullMarked;
