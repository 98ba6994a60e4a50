package io.nightload.spec;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A parameter that a job declares.
 *
 * @param defaultValue as it is written, unresolved ({@code yesterday}), or null where the parameter must be given
 * @param identifying whether its value makes another job instance
 */
public record ParameterSpec(
        String name,
        Type type,
        Node.@Nullable Scalar defaultValue,
        boolean identifying,
        @Nullable String description,
        Position position) {

    /** The types of a parameter, with the word for them in a job file in lower case. */
    public enum Type {
        STRING,
        INT,
        NUMERIC,
        BOOLEAN,
        DATE,
        TIMESTAMP;

        /** As a job file writes it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
