package io.nightload.spec.job;

import io.nightload.spec.NearestWord;
import io.nightload.spec.Node;
import io.nightload.spec.ParameterSpec;
import io.nightload.spec.ParameterSyntax;
import io.nightload.spec.ParameterSyntax.InvalidValue;
import io.nightload.spec.Problems;
import io.nightload.spec.yaml.MappingReader;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one entry of {@code parameters}. */
record ParameterReader(Problems problems) {

    private static final List<String> KEYS = List.of("type", "default", "identifying", "description");
    private static final List<String> TYPES = Arrays.stream(ParameterSpec.Type.values())
            .map(ParameterSpec.Type::word)
            .toList();

    /** A default is checked here, and resolved when the job runs. */
    private static final LocalDateTime ANY_TIME = LocalDate.EPOCH.atStartOfDay();

    /** Expressions and SQL write it as {@code :name}. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** The parameter, or empty where it is no mapping; a type that is not known reads as the nearest one, else as
     * {@code string}. */
    Optional<ParameterSpec> read(Node.Entry entry) {
        checkName(entry.key());
        if (!(entry.value() instanceof Node.Mapping mapping)) {
            problems.add(
                    entry.value().position(),
                    "a parameter is a mapping such as { type: date, default: yesterday }, and this is "
                            + entry.value().kind());
            return Optional.empty();
        }
        MappingReader keys = new MappingReader(mapping, KEYS, problems);
        Optional<ParameterSpec.Type> type = type(keys);
        keys.scalar("default").ifPresent(value -> type.ifPresent(known -> checkDefault(value, known)));
        return Optional.of(new ParameterSpec(
                entry.key().value(),
                type.orElse(ParameterSpec.Type.STRING),
                keys.scalar("default").orElse(null),
                keys.flag("identifying").orElse(true),
                keys.text("description").orElse(null),
                entry.key().position()));
    }

    private void checkName(Node.Scalar key) {
        new NameRule("the parameter's name", problems).check(key.value(), key.position());
        if (!NAME.matcher(key.value()).matches()) {
            problems.add(
                    key.position(),
                    "a parameter's name has letters, digits and _ and begins with no digit, as expressions write it :name; '"
                            + key.value() + "' has others");
        }
    }

    private Optional<ParameterSpec.Type> type(MappingReader keys) {
        if (keys.entry("type").isEmpty()) {
            problems.add(keys.position(), "the parameter has no 'type': one of " + String.join(", ", TYPES));
        }
        return keys.scalar("type").flatMap(this::type);
    }

    private Optional<ParameterSpec.Type> type(Node.Scalar word) {
        Optional<ParameterSpec.Type> type = type(word.value());
        if (type.isEmpty()) {
            problems.add(
                    word.position(),
                    "there is no parameter type '" + word.value() + "'" + NearestWord.hint(word.value(), TYPES));
        }
        return type.or(() -> NearestWord.to(word.value(), TYPES).flatMap(ParameterReader::type));
    }

    private static Optional<ParameterSpec.Type> type(String word) {
        return Arrays.stream(ParameterSpec.Type.values())
                .filter(candidate -> candidate.word().equals(word))
                .findFirst();
    }

    private void checkDefault(Node.Scalar value, ParameterSpec.Type type) {
        if (value.value().contains("${")) {
            problems.add(value.position(), "a default is taken as it stands, and '${' is not replaced in it");
            return;
        }
        try {
            new ParameterSyntax(type).value(value.value(), ANY_TIME);
        } catch (InvalidValue e) {
            problems.add(value.position(), e.getMessage());
        }
    }
}
