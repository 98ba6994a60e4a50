/**
 * {@code nightload.yaml}, the chosen environment and the environment variables, laid over one another.
 *
 * <p>The layers are laid over one another as written, and only what is left is expanded: an environment that is not
 * chosen, or a password that a variable overrides, needs none of its references to be set.
 *
 * <p>A password is known to two places: here, and where connections are opened. No message repeats a value of this file, and
 * credentials inside a URL are moved out of it, so that the URL can be printed.
 */
@NullMarked
package io.nightload.spec.settings;

import org.jspecify.annotations.NullMarked;
