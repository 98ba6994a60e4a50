package io.nightload.row;

/** Knows the keys in tuples of COPY's binary format. */
@FunctionalInterface
public interface TupleKeys {

    /**
     * The key of a tuple, for people: {@code id = 42, region = eu}.
     *
     * @param start where the tuple begins
     */
    String of(byte[] bytes, int start);
}
