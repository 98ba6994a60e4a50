package io.nightload.spec.yaml;

import io.nightload.spec.NearestWord;
import io.nightload.spec.Node;
import io.nightload.spec.Position;
import io.nightload.spec.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the known keys of a mapping. Keys that are not known and values of the wrong kind go to the problems; a value
 * that is wrong reads as if it were absent.
 *
 * <p>A misspelt key reads as the one that was probably meant, so that what stands below it is checked too, and nothing
 * is said to be missing that only has a wrong name.
 */
public final class MappingReader {

    /** Of any {@code long}. */
    private static final int MOST_DIGITS = 18;

    private final Node.Mapping mapping;
    private final Problems problems;
    private final Map<String, Node.Entry> entries = new LinkedHashMap<>();

    /** @param known keys, as a message lists them */
    public MappingReader(Node.Mapping mapping, List<String> known, Problems problems) {
        this.mapping = mapping;
        this.problems = problems;
        mapping.entries().stream()
                .filter(entry -> known.contains(entry.key().value()))
                .forEach(entry -> entries.put(entry.key().value(), entry));
        mapping.entries().stream()
                .filter(entry -> !known.contains(entry.key().value()))
                .forEach(entry -> unknown(entry, known));
    }

    /** One whose keys are names that a person chose. */
    public static MappingReader ofNames(Node.Mapping mapping, Problems problems) {
        List<String> names =
                mapping.entries().stream().map(entry -> entry.key().value()).toList();
        return new MappingReader(mapping, names, problems);
    }

    /** The known keys that are there, in the order of the file. */
    public List<String> keys() {
        return List.copyOf(entries.keySet());
    }

    private void unknown(Node.Entry entry, List<String> known) {
        String key = entry.key().value();
        problems.add(entry.key().position(), "unknown key '" + key + "'" + NearestWord.hint(key, known));
        NearestWord.to(key, known).ifPresent(meant -> entries.putIfAbsent(meant, entry));
    }

    /** Of the mapping. */
    public Position position() {
        return mapping.position();
    }

    public Optional<Node.Entry> entry(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** A value that is not a list, a mapping or nothing. */
    public Optional<Node.Scalar> scalar(String key) {
        return value(key).flatMap(value -> {
            if (value instanceof Node.Scalar scalar && scalar.tag() != Node.Tag.NULL) {
                return Optional.of(scalar);
            }
            return this.<Node.Scalar>wrong(key, "text", value);
        });
    }

    public Optional<String> text(String key) {
        return scalar(key).map(Node.Scalar::value);
    }

    public Optional<Boolean> flag(String key) {
        return value(key).flatMap(value -> {
            if (value instanceof Node.Scalar scalar && scalar.tag() == Node.Tag.BOOL) {
                return Optional.of(Boolean.parseBoolean(scalar.value()));
            }
            return this.<Boolean>wrong(key, "true or false", value);
        });
    }

    /** A whole number in decimal digits between these bounds, which are allowed too. */
    public Optional<Long> number(String key, long least, long most) {
        return value(key).flatMap(value -> {
            if (value instanceof Node.Scalar scalar && scalar.tag() == Node.Tag.INT) {
                return number(key, scalar, least, most);
            }
            return this.<Long>wrong(key, "a whole number", value);
        });
    }

    private Optional<Long> number(String key, Node.Scalar scalar, long least, long most) {
        String digits = scalar.value();
        String wanted = "between %,d and %,d".formatted(least, most);
        if (!digits.matches("[+-]?[0-9]+")) {
            wanted = "a whole number in decimal digits";
        } else if (digits.length() <= MOST_DIGITS
                && least <= Long.parseLong(digits)
                && Long.parseLong(digits) <= most) {
            return Optional.of(Long.parseLong(digits));
        }
        problems.add(scalar.position(), key + " must be " + wanted + ", and is " + digits);
        return Optional.empty();
    }

    public Optional<Node.Sequence> list(String key) {
        return value(key).flatMap(value -> {
            if (value instanceof Node.Sequence list) {
                return Optional.of(list);
            }
            return this.<Node.Sequence>wrong(key, "a list", value);
        });
    }

    /** A mapping; a key with nothing behind it is an empty one. */
    public Optional<Node.Mapping> mapping(String key) {
        return value(key).flatMap(value -> mapping(key, value, problems));
    }

    /**
     * The node as a mapping; nothing is an empty one, and anything else a problem.
     *
     * @param what the node is, for the message
     */
    public static Optional<Node.Mapping> mapping(String what, Node node, Problems problems) {
        if (node instanceof Node.Mapping mapping) {
            return Optional.of(mapping);
        }
        if (node instanceof Node.Scalar scalar && scalar.tag() == Node.Tag.NULL) {
            return Optional.of(new Node.Mapping(scalar.position(), List.of()));
        }
        problems.add(node.position(), what + " must be a mapping, and is " + node.kind());
        return Optional.empty();
    }

    private Optional<Node> value(String key) {
        return entry(key).map(Node.Entry::value);
    }

    private <T> Optional<T> wrong(String key, String wanted, Node value) {
        problems.add(value.position(), key + " must be " + wanted + ", and is " + value.kind());
        return Optional.empty();
    }
}
