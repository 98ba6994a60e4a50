package io.nightload.spec;

import java.util.List;
import java.util.Optional;

/**
 * The parameters of one run with their values, in the order in which the job declares them.
 *
 * @param values one for each parameter of the job
 */
public record Parameters(List<Value> values) {

    /**
     * @param value String, Long, BigDecimal, Boolean, LocalDate or LocalDateTime, by its type
     * @param text the value in its canonical form, as identity and {@code ${name}} write it
     */
    public record Value(String name, ParameterSpec.Type type, Object value, String text, boolean identifying) {}

    public Optional<Value> find(String name) {
        return values.stream().filter(v -> v.name().equals(name)).findFirst();
    }

    /** {@code name=value} of the identifying ones, sorted by name, joined by line feeds; empty where there are none. */
    public String identity() {
        return values.stream()
                .filter(Value::identifying)
                .map(v -> v.name() + "=" + v.text().replace("\\", "\\\\").replace("\n", "\\n"))
                .sorted()
                .collect(java.util.stream.Collectors.joining("\n"));
    }
}
