/**
 * Object graphs read through Hibernate, as rows.
 */
@NullMarked
package io.nightload.source.entity;

import org.jspecify.annotations.NullMarked;
