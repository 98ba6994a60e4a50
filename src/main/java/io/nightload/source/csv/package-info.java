/**
 * The bytes of CSV files as rows.
 *
 * <p>Reading has two stages over a window of the file. {@link io.nightload.source.csv.Marks} finds, eight bytes at a
 * time, the few bytes that can mean something; {@link io.nightload.source.csv.RecordScanner} goes from one to the next
 * and notes where fields begin and end. No byte is decoded and no object is made per field. The price is that marks
 * are numbers in an array, written and read once more; measured, that costs less than a branch per byte.
 *
 * <p>What is decided where RFC 4180 is silent, mostly as PostgreSQL's COPY decides:
 * <ul>
 *   <li>an unquoted empty field is NULL, a quoted one is the empty string;
 *   <li>a quote inside an unquoted field is a character like any other (COPY would begin a quoted part there);
 *   <li>blank lines are skipped, but in a file of one column an empty line is a row, as it is for COPY;
 *   <li>text between a closing quote and the next delimiter rejects the row, and so does a wrong number of fields;
 *   <li>a quote that is never closed is an error of the file: where its row ends is anyone's guess.
 * </ul>
 *
 * <p>A position is the byte behind the last row handed out, not behind the last one parsed: rows are parsed a window
 * ahead, and a resume must not lose those in between.
 */
@NullMarked
package io.nightload.source.csv;

import org.jspecify.annotations.NullMarked;
