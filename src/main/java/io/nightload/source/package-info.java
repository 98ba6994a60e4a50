/** One class for each source: its options, their documentation, and how it is planned. */
@NullMarked
package io.nightload.source;

import org.jspecify.annotations.NullMarked;
