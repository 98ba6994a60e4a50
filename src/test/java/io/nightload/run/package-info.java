@NullMarked
package io.nightload.run;

import org.jspecify.annotations.NullMarked;
