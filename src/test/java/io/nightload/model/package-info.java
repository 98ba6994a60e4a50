@NullMarked
package io.nightload.model;

import org.jspecify.annotations.NullMarked;
