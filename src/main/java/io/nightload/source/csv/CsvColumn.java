package io.nightload.source.csv;

import io.nightload.part.Located;
import io.nightload.part.Option;
import org.jspecify.annotations.Nullable;

/** What a job says of one column of a CSV file. */
public record CsvColumn(
        @Option(value = "its type, as PostgreSQL names it; text where it is left out", main = true) @Nullable
        Located<String> type,

        @Option("how dates and times are written, in the letters of Java's DateTimeFormatter: dd.MM.yyyy HH:mm")
        @Nullable
        Located<String> format,

        @Option("the decimal mark of numbers: one character; a point where it is left out") @Nullable
        Located<String> decimal,

        @Option("the column's name in the header, where the job calls it by another") @Nullable
        Located<String> from) {}
