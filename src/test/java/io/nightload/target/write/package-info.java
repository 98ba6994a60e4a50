@NullMarked
package io.nightload.target.write;

import org.jspecify.annotations.NullMarked;
