/**
 * From a YAML file to {@link io.nightload.spec.Node}s that know their place.
 *
 * <p>The tree is built here from the parser's events rather than by the library's composer, for three reasons: a
 * composer stops at the first duplicate key where a person wants all of them; it recurses, so a file of brackets
 * ends in a stack overflow; and it expands aliases without a bound. The events carry marks, so nothing is lost.
 *
 * <p>An expression's error stands inside a scalar, and YAML's quotes, escapes and folding move its characters.
 * {@link io.nightload.spec.yaml.FlowAlignment} and {@link io.nightload.spec.yaml.BlockAlignment} walk the value along the
 * file's text to find each of its characters again; the value itself is always the library's.
 *
 * <p>Plain values have YAML 1.2's core types, so {@code no} and {@code 2026-11-20} are text.
 */
@NullMarked
package io.nightload.spec.yaml;

import org.jspecify.annotations.NullMarked;
