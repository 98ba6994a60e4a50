/**
 * Files as a source reads them: found by a pattern, held to the folders they may be in, fingerprinted, and opened as a
 * stream of UTF-8 bytes whatever their compression and encoding.
 *
 * <p>A relative path starts at the project's folder and must stay inside it, symbolic links resolved; the folders in
 * the environment variable {@code NIGHTLOAD_DATA} are allowed besides. A job file may come from someone who may not
 * read everything that the process may.
 *
 * <p>What follows decompression and recoding counts bytes of the decoded stream: only there is a position the same
 * whatever the file is. A plain UTF-8 file is the case where both are one, and the only one that seeks.
 *
 * <p>A file is cut into partitions only between two records. Problem: whether a line end stands in quotes is decided by all
 * that stands before it, and so is its number. Choice: everything before the last cut is scanned once for quotes and line ends, in pieces of 8 MB
 * by all cores, each piece both as if it began in quotes and as if not. Cost: that part of the file is read twice, at some
 * gigabytes a second; a compressed file, or one that is recoded, is not cut.
 */
@NullMarked
package io.nightload.source.file;

import org.jspecify.annotations.NullMarked;
