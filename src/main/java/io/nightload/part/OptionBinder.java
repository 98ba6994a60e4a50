package io.nightload.part;

import io.nightload.spec.Interpolation;
import io.nightload.spec.NearestWord;
import io.nightload.spec.Node;
import io.nightload.spec.PartSpec;
import io.nightload.spec.Position;
import io.nightload.spec.Problems;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a part's options from the job file into its record, by what {@link Option} says. Every problem is put into the
 * problems; where there is one, no record comes out.
 */
public final class OptionBinder {

    private final Problems problems;
    private final ValueBinder values;

    public OptionBinder(Interpolation interpolation, Problems problems) {
        this.problems = problems;
        this.values = new ValueBinder(this, interpolation, problems);
    }

    /** The option that a part's value alone stands for, as a job file writes it. */
    public static Optional<String> mainOption(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> option(component).main())
                .map(OptionBinder::key)
                .findFirst();
    }

    public <O extends Record> Optional<O> bind(PartSpec part, Class<O> type) {
        return bind(part.name(), part.options(), part.position(), type);
    }

    <O extends Record> Optional<O> bind(String owner, Node node, Position position, Class<O> type) {
        RecordComponent[] components = type.getRecordComponents();
        Map<String, Node> given = new HashMap<>();
        Optional<RecordComponent> main =
                Arrays.stream(components).filter(c -> option(c).main()).findFirst();
        int before = problems.list().size();
        if (isMainAlone(node, main, components)) {
            given.put(key(main.orElseThrow()), node);
        } else if (node instanceof Node.Mapping mapping) {
            collect(owner, mapping, components, given);
        } else if (!isNothing(node)) {
            problems.add(node.position(), owner + " takes a mapping with " + keys(components) + ", not " + node.kind());
            return Optional.empty();
        }
        @Nullable Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            arguments[i] = argument(owner, components[i], given.get(key(components[i])), position);
        }
        return problems.list().size() > before ? Optional.empty() : Optional.of(construct(type, components, arguments));
    }

    /** A main option that is itself a mapping, {@code set: {a: b}}, has no other option beside it. */
    private static boolean isMainAlone(Node node, Optional<RecordComponent> main, RecordComponent[] components) {
        if (main.isEmpty() || isNothing(node)) {
            return false;
        }
        return !(node instanceof Node.Mapping) || components.length == 1;
    }

    private static boolean isNothing(Node node) {
        return node instanceof Node.Scalar scalar && scalar.tag() == Node.Tag.NULL;
    }

    private void collect(String owner, Node.Mapping mapping, RecordComponent[] components, Map<String, Node> given) {
        List<String> known = Arrays.stream(components).map(OptionBinder::key).toList();
        for (Node.Entry entry : mapping.entries()) {
            String key = entry.key().value();
            if (known.contains(key)) {
                given.put(key, entry.value());
            } else {
                problems.add(
                        entry.key().position(), owner + " has no option '" + key + "'" + NearestWord.hint(key, known));
            }
        }
    }

    private @Nullable Object argument(String owner, RecordComponent component, @Nullable Node node, Position position) {
        Option option = option(component);
        Type type = component.getGenericType();
        if (node != null) {
            @Nullable Object value = values.bind(key(component), node, type);
            if (option.required() && ValueBinder.isEmpty(value)) {
                boolean alone = option.main() && component.getDeclaringRecord().getRecordComponents().length == 1;
                problems.add(
                        node.position(),
                        owner + " needs at least one entry" + (alone ? "" : " in '" + key(component) + "'"));
            }
            return value;
        }
        if (!option.defaultValue().isEmpty()) {
            return values.bindDefault(key(component), option.defaultValue(), type, position);
        }
        if (!isNullable(component) && (option.required() || !ValueBinder.isCollection(type))) {
            problems.add(position, owner + " lacks '" + key(component) + "': " + option.value());
        }
        return ValueBinder.absent(type);
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static Option option(RecordComponent component) {
        Option option = component.getAnnotation(Option.class);
        if (option == null) {
            throw new IllegalStateException(
                    component.getDeclaringRecord() + "." + component.getName() + " lacks @Option");
        }
        return option;
    }

    /** {@code insertOnly} is {@code insert_only} in a job file. */
    static String key(RecordComponent component) {
        String key = option(component).key();
        return !key.isEmpty()
                ? key
                : component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static String keys(RecordComponent[] components) {
        return Arrays.stream(components).map(OptionBinder::key).collect(Collectors.joining(", "));
    }

    private static <O extends Record> O construct(
            Class<O> type, RecordComponent[] components, @Nullable Object[] arguments) {
        try {
            Constructor<O> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("making " + type.getName(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("making " + type.getName(), e);
        }
    }
}
