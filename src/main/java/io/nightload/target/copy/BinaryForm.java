package io.nightload.target.copy;

/** Turns text that a type's {@link PlainForm} matches into the type's bytes, with their length before them. */
@FunctionalInterface
interface BinaryForm {

    void add(byte[] text, int start, int end, CopyBuffer out);
}
