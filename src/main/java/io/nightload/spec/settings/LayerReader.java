package io.nightload.spec.settings;

import io.nightload.spec.Node;
import io.nightload.spec.Problems;
import io.nightload.spec.job.RetryReader;
import io.nightload.spec.yaml.MappingReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@code nightload.yaml}, or one of the environments in it, as a layer. */
record LayerReader(int rank, Problems problems) {

    static final List<String> KEYS = List.of("project", "time_zone", "lease", "variables", "connections", "retry");

    private static final List<String> LEASE_KEYS = List.of(LeaseReader.HEARTBEAT, LeaseReader.EXPIRY);
    private static final List<String> FIELDS = List.of("url", "username", "password", "password_file");
    private static final List<String> CONNECTION_KEYS =
            Stream.concat(FIELDS.stream(), Stream.of("properties")).toList();

    /** Environment variables must be able to name it, and <code>${…}</code> to hold it. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    Layer read(MappingReader keys) {
        Map<String, Layer.Connection> connections = new LinkedHashMap<>();
        keys.mapping("connections")
                .map(this::names)
                .ifPresent(names -> names.keys()
                        .forEach(name -> names.mapping(name)
                                .ifPresent(connection -> connections.put(name, connection(connection)))));
        return new Layer(
                values(keys),
                keys.mapping("variables").map(this::named).orElse(Map.of()),
                connections,
                new RetryReader(problems).read(keys));
    }

    private Map<String, Setting> values(MappingReader keys) {
        Map<String, Setting> values = settings(keys, List.of("project", "time_zone"));
        keys.mapping("lease")
                .map(lease -> new MappingReader(lease, LEASE_KEYS, problems))
                .map(lease -> settings(lease, LEASE_KEYS))
                .ifPresent(lease -> lease.forEach((key, setting) -> values.put(LeaseReader.key(key), setting)));
        return values;
    }

    private Layer.Connection connection(Node.Mapping mapping) {
        MappingReader keys = new MappingReader(mapping, CONNECTION_KEYS, problems);
        Optional<Node.Mapping> properties = keys.mapping("properties");
        properties.ifPresent(this::refuseCredentials);
        return new Layer.Connection(
                settings(keys, FIELDS),
                properties
                        .map(found -> MappingReader.ofNames(found, problems))
                        .map(found -> settings(found, found.keys()))
                        .orElse(Map.of()));
    }

    private void refuseCredentials(Node.Mapping properties) {
        properties.entries().stream()
                .map(Node.Entry::key)
                .filter(key -> key.value().equals("user") || key.value().equals("password"))
                .forEach(key -> problems.add(
                        key.position(),
                        "'" + key.value() + "' is no property: set 'username' and 'password' beside 'url'"));
    }

    private Map<String, Setting> named(Node.Mapping mapping) {
        MappingReader names = names(mapping);
        return settings(names, names.keys());
    }

    private MappingReader names(Node.Mapping mapping) {
        mapping.entries().stream()
                .map(Node.Entry::key)
                .filter(key -> !NAME.matcher(key.value()).matches())
                .forEach(key -> problems.add(
                        key.position(),
                        "a name has letters, digits, - and _ and begins with a letter or _; '" + key.value()
                                + "' does not"));
        return MappingReader.ofNames(mapping, problems);
    }

    private Map<String, Setting> settings(MappingReader keys, List<String> wanted) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        wanted.forEach(key ->
                keys.scalar(key).ifPresent(scalar -> settings.put(key, new Setting(scalar, rank, false))));
        return settings;
    }
}
