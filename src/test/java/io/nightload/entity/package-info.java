@NullMarked
package io.nightload.entity;

import org.jspecify.annotations.NullMarked;
