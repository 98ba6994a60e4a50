package io.nightload.target.copy;

/**
 * A form of text that the server reads as the same value that Java would, whatever its settings, and that needs no escaping in
 * COPY. What it does not match may still be a value: it is then read and written again.
 */
@FunctionalInterface
interface PlainForm {

    /** No text: everything is read and written again. */
    PlainForm NONE = (bytes, start, end) -> false;

    boolean matches(byte[] bytes, int start, int end);
}
