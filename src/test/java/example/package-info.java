/** Code of a user: outside of Nightload's packages. */
@NullMarked
package example;

import org.jspecify.annotations.NullMarked;
