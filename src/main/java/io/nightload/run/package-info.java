/**
 * From a job file to a Spring Batch job: start, stop, resume, report.
 *
 * <p>Problem: Spring Batch takes its job repository for the truth about what has run, and this may be another database than
 * the rows', be rebuilt, or lag behind a process that was killed. Choice: the target decides whether an instance is complete
 * ({@link io.nightload.checkpoint.Instances}), and before a start the repository is brought in line with it. Each command
 * builds its job in memory from the file, so nothing about a job is kept but its names. Cost: one query of the target before
 * every run.
 *
 * <p>Who may run is asked first ({@link io.nightload.run.RunGuard}), so that planning, which may read files and catalogues,
 * sees what no other process is changing. A job is planned whole before anything starts; only what stands behind an
 * {@code sql} step is planned again when its turn comes, because that step may have made its table.
 */
@NullMarked
package io.nightload.run;

import org.jspecify.annotations.NullMarked;
