/**
 * What a run says while it goes on and when it has ended, as lines of text.
 *
 * <p>A count that is 0 in every step has no column: a first load shows what it inserted, not five columns of noughts.
 * What happens on the way goes to the standard error output, the report to the standard output.
 */
@NullMarked
package io.nightload.cli.report;

import org.jspecify.annotations.NullMarked;
