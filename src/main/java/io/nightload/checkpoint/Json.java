package io.nightload.checkpoint;

import io.nightload.part.Counts;
import io.nightload.part.Source;
import java.util.EnumMap;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How positions and counts stand in {@code jsonb}. */
final class Json {

    /** Whole numbers come back as Long, whatever they were put as. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();

    private static final TypeReference<Map<String, Object>> POSITION = new TypeReference<>() {};
    private static final TypeReference<EnumMap<Counts.Kind, Long>> COUNTS = new TypeReference<>() {};

    private Json() {}

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static Map<String, Object> position(String json) {
        return MAPPER.readValue(json, POSITION);
    }

    static Source.Partition partition(String json) {
        return MAPPER.readValue(json, Source.Partition.class);
    }

    static Map<Counts.Kind, Long> counts(String json) {
        return MAPPER.readValue(json, COUNTS);
    }
}
