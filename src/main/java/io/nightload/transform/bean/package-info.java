/**
 * Java of a user's within a step: an {@code ItemProcessor} of Spring Batch, which is a Spring bean.
 *
 * <p>What it takes and gives its types say, so a job is held against them before it runs. It takes a {@code Row}, a {@code Map} of the row's
 * columns, or the object that the row was made of: an entity of the step's source, or what the bean before it gave. It gives a
 * {@code Row} of the same columns, a {@code Map} of them, or an object, whose properties then are the columns; the object itself goes along, for a target or a
 * bean that wants it. Null filters the row, and a {@link io.nightload.row.RowError} rejects it. Anything else that it throws fails the chunk: nobody can
 * know what a bean has done when it breaks off.
 *
 * <p>One bean serves all steps that name it, and the partitions of a step at the same time, unless its scope is prototype: then
 * each has its own.
 */
@NullMarked
package io.nightload.transform.bean;

import org.jspecify.annotations.NullMarked;
