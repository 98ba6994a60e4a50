package io.nightload.source.keyset;

import io.nightload.part.Located;
import io.nightload.part.Option;

/** {@code since:}, what an incremental night reads. */
public record SinceOptions(
        @Option(value = "the column that grows when a row changes: a timestamp, a date or a number", main = true)
        Located<String> column,

        @Option(
                value =
                        "how far below the highest value seen the next run begins, for rows that commit late: 15m, 2h, 1d,"
                                + " or a number",
                defaultValue = "0")
        Located<String> overlap) {}
