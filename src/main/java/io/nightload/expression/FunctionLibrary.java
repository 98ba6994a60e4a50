package io.nightload.expression;

import io.nightload.row.Row;
import java.lang.reflect.Method;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every function and operator that an expression can call. The list is what the {@link Sql} methods of these classes
 * say; there is no other way from a name to Java.
 */
final class FunctionLibrary {

    private static final Map<String, List<Entry>> ENTRIES = Stream.of(
                    Arithmetic.class,
                    NumberFunctions.class,
                    Trigonometry.class,
                    TextFunctions.class,
                    TextSearch.class,
                    TextHashes.class,
                    DateArithmetic.class,
                    DateFunctions.class,
                    Formatting.class,
                    OriginFunctions.class)
            .flatMap(holder -> Arrays.stream(holder.getDeclaredMethods()))
            .filter(method -> method.isAnnotationPresent(Sql.class))
            .map(Entry::new)
            .sorted(Comparator.comparing(Entry::signature))
            .collect(Collectors.groupingBy(Entry::name));

    private FunctionLibrary() {}

    static Set<String> names() {
        return ENTRIES.keySet();
    }

    /** All that have this name in lower case; none where it is not known. */
    static List<Entry> named(String name) {
        return ENTRIES.getOrDefault(name, List.of());
    }

    /** The whole library, by name and signature. */
    static List<Entry> all() {
        return ENTRIES.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Entry::signature))
                .toList();
    }

    /** One function or operator for one list of argument types. */
    record Entry(Method method) {

        String name() {
            return documentation().name();
        }

        Sql documentation() {
            return method.getAnnotation(Sql.class);
        }

        /** {@code split_part(text, text, integer) → text}. */
        String signature() {
            String types = parameters().stream().map(Type::toString).collect(Collectors.joining(", "));
            return name() + "(" + types + (method.isVarArgs() ? "..." : "") + ") → " + Type.of(method.getReturnType());
        }

        /** The types of the arguments that stand in an expression; the last one may be repeated for a varargs method. */
        List<Type> parameters() {
            return classes().stream()
                    .map(c -> Prepared.class.isAssignableFrom(c) ? Type.TEXT : Type.of(c))
                    .toList();
        }

        /** What the method takes for the argument at this index. */
        Class<?> argumentClass(int index) {
            List<Class<?>> classes = classes();
            return classes.get(Math.min(index, classes.size() - 1));
        }

        private List<Class<?>> classes() {
            return Arrays.stream(method.getParameterTypes())
                    .filter(c -> c != Row.class && c != ZoneId.class)
                    .<Class<?>>map(c -> c.isArray() ? c.getComponentType() : c)
                    .toList();
        }

        /** How far these arguments are from the parameters: 0 is an exact match, -1 none at all. */
        int distance(List<Type> arguments) {
            List<Type> parameters = parameters();
            boolean fits =
                    method.isVarArgs() ? arguments.size() >= parameters.size() : arguments.size() == parameters.size();
            int sum = fits ? 0 : -1;
            for (int i = 0; fits && i < arguments.size(); i++) {
                Type parameter = parameters.get(Math.min(i, parameters.size() - 1));
                fits = arguments.get(i).widensTo(parameter);
                sum = fits ? sum + arguments.get(i).distance(parameter) : -1;
            }
            return sum;
        }
    }
}
