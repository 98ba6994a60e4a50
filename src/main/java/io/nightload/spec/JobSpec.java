package io.nightload.spec;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job file.
 *
 * @param name the file's name without {@code .yaml}
 * @param zone for dates, and for timestamps without an offset
 */
public record JobSpec(
        String name,
        Path file,
        @Nullable String description,
        ZoneId zone,
        List<ParameterSpec> parameters,
        List<StepSpec> steps) {}
