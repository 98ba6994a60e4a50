/** From a job file to a Spring Batch job: start, stop, resume, report. */
@NullMarked
package io.nightload.run;

import org.jspecify.annotations.NullMarked;
