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
 *
 * <p>Problem: who stops a run waits for the chunk in flight, and that for a source's query, a lock or a publication that may take hours.
 * Choice: it has two seconds to commit, which is enough for nearly all; then everything that the run's databases do for it is cancelled, of whatever
 * part, and the chunk rolls back ({@code Cancelling}). Cost: a long chunk or publication begins again with the resume. What does not
 * wait for a database, such as a bean, is waited for.
 */
@NullMarked
package io.nightload.run;

import org.jspecify.annotations.NullMarked;
