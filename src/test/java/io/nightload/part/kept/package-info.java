@NullMarked
package io.nightload.part.kept;

import org.jspecify.annotations.NullMarked;
