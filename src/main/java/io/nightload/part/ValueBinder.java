package io.nightload.part;

import io.nightload.spec.Interpolation;
import io.nightload.spec.NearestWord;
import io.nightload.spec.Node;
import io.nightload.spec.Position;
import io.nightload.spec.Problems;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns one node of a job file into one value of an options record. */
final class ValueBinder {

    private final OptionBinder records;
    private final Interpolation interpolation;
    private final Problems problems;

    ValueBinder(OptionBinder records, Interpolation interpolation, Problems problems) {
        this.records = records;
        this.interpolation = interpolation;
        this.problems = problems;
    }

    /** The value, or null where there is a problem; the problem is said. */
    @Nullable
    Object bind(String key, Node node, Type type) {
        if (type instanceof ParameterizedType generic) {
            return bindGeneric(key, node, generic);
        }
        Class<?> raw = (Class<?>) type;
        if (raw == Node.class) {
            return node;
        }
        if (raw.isRecord() && raw != Node.Scalar.class) {
            return records.bind(key, node, node.position(), raw.asSubclass(Record.class))
                    .orElse(null);
        }
        if (!(node instanceof Node.Scalar scalar) || scalar.tag() == Node.Tag.NULL) {
            problems.add(node.position(), "'" + key + "' is " + node.kind() + ", but takes " + expected(raw));
            return absent(raw);
        }
        return raw == Node.Scalar.class ? expression(key, scalar) : bindText(key, scalar, raw);
    }

    @Nullable
    Object bindDefault(String key, String text, Type type, Position position) {
        return bind(key, new Node.Scalar(position, text, Node.Tag.STR, index -> position), type);
    }

    private @Nullable Object bindGeneric(String key, Node node, ParameterizedType type) {
        Type[] arguments = type.getActualTypeArguments();
        if (type.getRawType() == Located.class) {
            @Nullable Object value = bind(key, node, arguments[0]);
            return value == null ? null : new Located<>(value, node.position());
        }
        return type.getRawType() == Map.class ? map(key, node, arguments) : list(key, node, arguments[0]);
    }

    /** A value alone is a list of one. */
    private List<Object> list(String key, Node node, Type element) {
        List<Node> items = node instanceof Node.Sequence sequence ? sequence.items() : List.of(node);
        List<Object> list = new ArrayList<>();
        for (Node item : items) {
            @Nullable Object value = bind(key, item, element);
            if (value != null) {
                list.add(value);
            }
        }
        return List.copyOf(list);
    }

    private Map<Object, Object> map(String key, Node node, Type[] arguments) {
        Map<Object, Object> map = new LinkedHashMap<>();
        if (!(node instanceof Node.Mapping mapping)) {
            problems.add(node.position(), "'" + key + "' is " + node.kind() + ", but takes a mapping of names");
            return map;
        }
        for (Node.Entry entry : mapping.entries()) {
            @Nullable Object name = bind(key, entry.key(), arguments[0]);
            @Nullable Object value = bind(entry.key().value(), entry.value(), arguments[1]);
            if (name != null && value != null) {
                map.put(name, value);
            }
        }
        return map;
    }

    private Node.Scalar expression(String key, Node.Scalar scalar) {
        int placeholder = scalar.value().indexOf("${");
        if (placeholder >= 0) {
            problems.add(
                    scalar.at(placeholder),
                    "'" + key + "' is an expression, where parameters are bound and never pasted: write :name");
        }
        return scalar;
    }

    private @Nullable Object bindText(String key, Node.Scalar scalar, Class<?> type) {
        String text = interpolation.apply(scalar);
        if (type == String.class) {
            return text;
        }
        if (type.isEnum()) {
            return constant(key, scalar, text, type);
        }
        if (type == char.class || type == Character.class) {
            return character(key, scalar, text);
        }
        if (type == boolean.class || type == Boolean.class) {
            if (text.equals("true") || text.equals("false")) {
                return text.equals("true");
            }
            problems.add(scalar.position(), "'" + key + "' is '" + text + "', but takes true or false");
            return false;
        }
        return type == long.class || type == Long.class
                ? number(key, scalar, text, Long::valueOf, 0L)
                : number(key, scalar, text, Integer::valueOf, 0);
    }

    private Object number(String key, Node.Scalar scalar, String text, Function<String, Object> parse, Object none) {
        try {
            return parse.apply(text.replace("_", ""));
        } catch (NumberFormatException e) {
            problems.add(scalar.position(), "'" + key + "' is '" + text + "', but takes a whole number");
            return none;
        }
    }

    private char character(String key, Node.Scalar scalar, String text) {
        String character = text.equals("\\t") ? "\t" : text;
        if (character.length() != 1) {
            problems.add(scalar.position(), "'" + key + "' is '" + text + "', but takes one character");
            return 0;
        }
        return character.charAt(0);
    }

    private @Nullable Object constant(String key, Node.Scalar scalar, String text, Class<?> type) {
        List<String> words = Arrays.stream(type.getEnumConstants())
                .map(c -> ((Enum<?>) c).name().toLowerCase(Locale.ROOT))
                .toList();
        int index = words.indexOf(text);
        if (index >= 0) {
            return type.getEnumConstants()[index];
        }
        problems.add(scalar.position(), "'" + key + "' cannot be '" + text + "'" + NearestWord.hint(text, words));
        return null;
    }

    private static String expected(Class<?> type) {
        if (type == Node.Scalar.class) {
            return "an expression";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        return type == String.class || type.isEnum() || type == char.class || type == Character.class
                ? "text"
                : "a whole number";
    }

    static boolean isCollection(Type type) {
        return type instanceof ParameterizedType generic && generic.getRawType() != Located.class;
    }

    static boolean isEmpty(@Nullable Object value) {
        return (value instanceof Collection<?> c && c.isEmpty()) || (value instanceof Map<?, ?> m && m.isEmpty());
    }

    /** What stands in a record for an option that was not given. */
    static @Nullable Object absent(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() != Located.class) {
            return generic.getRawType() == Map.class ? Map.of() : List.of();
        }
        if (type == boolean.class) {
            return false;
        }
        if (type == char.class) {
            return (char) 0;
        }
        if (type == long.class) {
            return 0L;
        }
        return type == int.class ? (Object) 0 : null;
    }
}
