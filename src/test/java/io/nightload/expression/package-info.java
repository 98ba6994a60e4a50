@NullMarked
package io.nightload.expression;

import org.jspecify.annotations.NullMarked;
