package io.nightload.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.row.ColumnType;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import org.junit.jupiter.api.Test;

class JavaTypeTest {

    private static final Instant NOON = Instant.parse("2026-07-01T12:00:00.123Z");

    @Test
    void datesOfJavaUtilAreInstantsWhateverTheZoneOfTheJvm() {
        JavaType type = JavaType.of(Date.class).orElseThrow();

        assertThat(type.column()).isEqualTo(ColumnType.parse("timestamptz"));
        assertThat(type.value().apply(Date.from(NOON))).isEqualTo(NOON.atOffset(ZoneOffset.UTC));
    }

    @Test
    void soAreThoseOfJavaSqlThatStandInTheirPlace() {
        JavaType type = JavaType.of(Date.class).orElseThrow();
        Timestamp micros = Timestamp.from(NOON.plusNanos(456_000));

        assertThat(type.value().apply(new java.sql.Date(NOON.toEpochMilli()))).isEqualTo(NOON.atOffset(ZoneOffset.UTC));
        assertThat(type.value().apply(micros)).isEqualTo(NOON.plusNanos(456_000).atOffset(ZoneOffset.UTC));
    }

    @Test
    void timestampsAreInstantsToTheMicrosecond() {
        JavaType type = JavaType.of(Timestamp.class).orElseThrow();

        assertThat(type.column()).isEqualTo(ColumnType.parse("timestamptz"));
        assertThat(type.value().apply(Timestamp.from(NOON.plusNanos(456_000))))
                .isEqualTo(NOON.plusNanos(456_000).atOffset(ZoneOffset.UTC));
    }
}
