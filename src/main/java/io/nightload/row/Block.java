package io.nightload.row;

/**
 * The bytes of a run of rows, in UTF-8, and where each of their fields lies in them.
 *
 * @param name what the rows were read from, as a person would name it: a file's path, a table's name
 * @param bytes the records as they were read; unescaped values may stand behind them
 * @param starts the offset in {@code bytes} of each field, row after row
 * @param lengths the length in bytes of each field, or -1 where it is NULL
 */
@SuppressWarnings("ArrayRecordComponent") // views share the arrays on purpose; blocks are never compared
public record Block(String name, byte[] bytes, int[] starts, int[] lengths) {}
