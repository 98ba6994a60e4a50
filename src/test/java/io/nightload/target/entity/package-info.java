@NullMarked
package io.nightload.target.entity;

import org.jspecify.annotations.NullMarked;
