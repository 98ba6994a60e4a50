package io.nightload.spec;

/**
 * A part as a job file names it.
 *
 * @param name the key under {@code source}, {@code target}, or in a {@code transform} list
 * @param position of the key
 * @param options its value, unread: the part itself knows its options
 */
public record PartSpec(String name, Position position, Node options) {}
