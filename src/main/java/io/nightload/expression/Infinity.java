package io.nightload.expression;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Optional;

/** PostgreSQL's {@code infinity} and {@code -infinity} of dates and timestamps: Java's largest and smallest values stand for them. */
enum Infinity {
    POSITIVE("infinity", LocalDate.MAX, LocalDateTime.MAX, OffsetDateTime.MAX),
    NEGATIVE("-infinity", LocalDate.MIN, LocalDateTime.MIN, OffsetDateTime.MIN);

    private final String text;
    private final LocalDate date;
    private final LocalDateTime timestamp;
    private final OffsetDateTime timestamptz;

    Infinity(String text, LocalDate date, LocalDateTime timestamp, OffsetDateTime timestamptz) {
        this.text = text;
        this.date = date;
        this.timestamp = timestamp;
        this.timestamptz = timestamptz;
    }

    /** Which one this value of any type is, if it is one. */
    static Optional<Infinity> of(Object value) {
        for (Infinity infinity : values()) {
            if (value.equals(infinity.date) || value.equals(infinity.timestamp) || value.equals(infinity.timestamptz)) {
                return Optional.of(infinity);
            }
        }
        return Optional.empty();
    }

    LocalDateTime timestamp() {
        return timestamp;
    }

    OffsetDateTime timestamptz() {
        return timestamptz;
    }

    LocalDate date() {
        return date;
    }

    @Override
    public String toString() {
        return text;
    }
}
