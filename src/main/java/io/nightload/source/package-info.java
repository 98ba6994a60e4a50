/**
 * One class for each source: its options, their documentation, and how it is planned.
 *
 * <p>The class holds what a person can see of a source and nothing else; how it reads is in a package below
 * ({@code source.csv}), which other sources may share ({@code source.file}). So the list of classes here is the list of keys
 * that may stand under {@code source:}, and a new source is one class more: Spring finds it by its annotation, and nobody
 * imports it. The price is that a reader cannot be called by name from elsewhere, which is meant.
 */
@NullMarked
package io.nightload.source;

import org.jspecify.annotations.NullMarked;
