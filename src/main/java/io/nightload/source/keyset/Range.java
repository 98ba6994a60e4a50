package io.nightload.source.keyset;

import java.util.List;

/**
 * A run of neighbours in an order.
 *
 * @param condition SQL, or empty for all rows
 * @param values what is bound in it, by their indexes in the key
 */
public record Range(String condition, List<Integer> values) {

    /** Every row there is. */
    public static final Range ALL = new Range("", List.of());
}
