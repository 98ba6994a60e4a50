package io.nightload.spec;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.TreeSet;

/** Reads a time zone: a name such as {@code Europe/Berlin}, {@code UTC}, or an offset such as {@code +02:00}. */
public record TimeZones(Problems problems) {

    /** The zone of this name, or a problem with the nearest one. */
    public Optional<ZoneId> read(Node.Scalar zone) {
        try {
            return Optional.of(ZoneId.of(zone.value()));
        } catch (DateTimeException e) {
            problems.add(
                    zone.position(),
                    "there is no time zone '" + zone.value() + "'"
                            + NearestWord.hint(zone.value(), new TreeSet<>(ZoneId.getAvailableZoneIds())));
            return Optional.empty();
        }
    }
}
