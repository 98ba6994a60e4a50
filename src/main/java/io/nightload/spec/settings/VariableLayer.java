package io.nightload.spec.settings;

import io.nightload.spec.NearestWord;
import io.nightload.spec.Position;
import io.nightload.spec.Problems;
import io.nightload.spec.RetryOptions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the environment variables as the layer over all: {@code NIGHTLOAD_PROJECT}, and
 * {@code NIGHTLOAD_CONNECTIONS_<NAME>_URL}, {@code _USERNAME}, {@code _PASSWORD}, {@code _PASSWORD_FILE}, where the name is a
 * connection's in capitals with {@code _} for {@code -}. One that is empty counts as unset.
 */
record VariableLayer(Map<String, String> environment, Problems problems) {

    private static final String CONNECTIONS = "NIGHTLOAD_CONNECTIONS_";

    /** The longer ending first, for it ends in another one. */
    private static final List<String> ENDINGS = List.of("_PASSWORD_FILE", "_PASSWORD", "_USERNAME", "_URL");

    /** @param names of the connections that the layers below have */
    Layer read(Collection<String> names) {
        Map<String, Setting> values = new LinkedHashMap<>();
        value("NIGHTLOAD_PROJECT").ifPresent(project -> values.put("project", project));
        Map<String, Layer.Connection> connections = new LinkedHashMap<>();
        new TreeMap<>(environment)
                .keySet().stream()
                        .filter(variable -> variable.startsWith(CONNECTIONS))
                        .forEach(variable ->
                                value(variable).ifPresent(value -> add(connections, variable, value, names)));
        return new Layer(values, Map.of(), connections, RetryOptions.NONE);
    }

    Optional<Setting> value(String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isEmpty())
                .map(value -> Setting.ofVariable(variable, value));
    }

    private void add(
            Map<String, Layer.Connection> connections, String variable, Setting value, Collection<String> names) {
        Optional<String> ending = ENDINGS.stream().filter(variable::endsWith).findFirst();
        int nameEnd = variable.length() - ending.map(String::length).orElse(0);
        if (ending.isEmpty() || nameEnd <= CONNECTIONS.length()) {
            problems.add(Position.of("environment variable " + variable), unknown(variable));
            return;
        }
        String name = name(variable.substring(CONNECTIONS.length(), nameEnd), names);
        String field = ending.get().substring(1).toLowerCase(Locale.ROOT);
        connections.merge(name, new Layer.Connection(Map.of(field, value), Map.of()), Layer.Connection::under);
    }

    private static String unknown(String variable) {
        int last = variable.lastIndexOf('_');
        return "it must end in one of " + String.join(", ", ENDINGS)
                + NearestWord.to(variable.substring(last), ENDINGS)
                        .map(near -> ": did you mean " + variable.substring(0, last) + near + "?")
                        .orElse("");
    }

    private static String name(String capitals, Collection<String> names) {
        return names.stream()
                .filter(name -> name.toUpperCase(Locale.ROOT).replace('-', '_').equals(capitals))
                .findFirst()
                .orElseGet(() -> capitals.toLowerCase(Locale.ROOT));
    }
}
