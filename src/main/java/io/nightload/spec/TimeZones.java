package io.nightload.spec;

import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a time zone by its name in the IANA database, such as {@code Europe/Berlin} or {@code UTC}. An offset is none: it
 * knows no summer time, and PostgreSQL reads its sign the other way round.
 */
public record TimeZones(Problems problems) {

    /** The zone of this name, or a problem with the nearest one. */
    public Optional<ZoneId> read(Node.Scalar zone) {
        Set<String> known = new TreeSet<>(ZoneId.getAvailableZoneIds());
        if (known.contains(zone.value())) {
            return Optional.of(ZoneId.of(zone.value()));
        }
        problems.add(
                zone.position(),
                "there is no time zone '" + zone.value() + "'" + NearestWord.hint(zone.value(), known));
        return Optional.empty();
    }
}
