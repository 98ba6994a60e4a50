@NullMarked
package io.nightload.part;

import org.jspecify.annotations.NullMarked;
