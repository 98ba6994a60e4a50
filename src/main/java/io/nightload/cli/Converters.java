package io.nightload.cli;

import io.nightload.spec.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Values of options that picocli does not know. None is a lambda: of a class as old as picocli's Java shares no interface that a shared
 * lambda has, and then none of picocli's own thirty converters.
 */
final class Converters {

    private Converters() {}

    static void register(CommandLine root) {
        root.registerConverter(ReportFormat.class, new Word<>(List.of(ReportFormat.values())));
        root.registerConverter(TableFormat.class, new Word<>(List.of(TableFormat.values())));
        root.registerConverter(Instant.class, new Moment());
        root.registerConverter(Duration.class, new Span());
    }

    private record Word<T>(List<T> known) implements ITypeConverter<T> {

        @Override
        public T convert(String text) {
            return known.stream()
                    .filter(value -> value.toString().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of " + known));
        }
    }

    private static final class Moment implements ITypeConverter<Instant> {

        @Override
        public Instant convert(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new TypeConversionException(
                        "'" + text + "' is no instant such as 2026-11-21T02:00:00Z or 2026-11-21T03:00:00+01:00");
            }
        }
    }

    private static final class Span implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            return TimeSpan.parse(text)
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is not " + TimeSpan.EXPECTED));
        }
    }
}
