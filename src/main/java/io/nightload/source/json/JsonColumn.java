package io.nightload.source.json;

import io.nightload.part.Located;
import io.nightload.part.Option;
import org.jspecify.annotations.Nullable;

/** What a job says of one key of JSON objects. */
public record JsonColumn(
        @Option(value = "its type, as PostgreSQL names it; text where it is left out", main = true) @Nullable
        Located<String> type,

        @Option("how dates and times are written, in the letters of Java's DateTimeFormatter: dd.MM.yyyy HH:mm")
        @Nullable
        Located<String> format,

        @Option("the key, where the job calls its column otherwise; customer.since for one of a nested object")
        @Nullable
        Located<String> from) {}
