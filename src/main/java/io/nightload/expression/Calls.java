package io.nightload.expression;

import io.nightload.spec.NearestWord;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Calls of functions by name. */
final class Calls {

    private static final Set<String> SPECIAL = Set.of("coalesce", "nullif", "greatest", "least");

    private final Binding binding;

    Calls(Binding binding) {
        this.binding = binding;
    }

    /** The name as the library has it. */
    String known(String name, int offset) {
        String lower = name.toLowerCase(Locale.ROOT).replace("translate3", "translate");
        if (!SPECIAL.contains(lower) && FunctionLibrary.named(lower).isEmpty()) {
            Set<String> all = new TreeSet<>(FunctionLibrary.names());
            all.addAll(SPECIAL);
            throw new Refusal(offset, "unknown function " + lower + NearestWord.hint(lower, all));
        }
        return lower;
    }

    Node named(String name, List<Node> arguments, int offset) {
        return switch (name) {
            case "coalesce" -> coalesce(arguments, offset);
            case "nullif" -> fold("nullIf", name, arguments, offset);
            case "greatest", "least" -> fold(name, name, arguments, offset);
            case "concat", "concat_ws" -> binding.call(name, texts(arguments, offset), offset);
            default -> binding.call(name, arguments, offset);
        };
    }

    private Node coalesce(List<Node> arguments, int offset) {
        List<Node> alike = alike("coalesce", arguments, offset);
        return new Node.Coalesce(alike, alike.get(0).type());
    }

    private Node fold(String method, String name, List<Node> arguments, int offset) {
        List<Node> alike = alike(name, arguments, offset);
        if (name.equals("nullif") && alike.size() != 2) {
            throw new Refusal(offset, "nullif takes two arguments");
        }
        Node result = alike.get(0);
        for (Node next : alike.subList(1, alike.size())) {
            result = binding.invoke(
                    Operators.method(Truth.class, method, Object.class, Object.class),
                    List.of(result, next),
                    result.type(),
                    offset);
        }
        return result;
    }

    private List<Node> texts(List<Node> arguments, int offset) {
        return arguments.stream()
                .map(argument -> binding.cast(argument, Type.TEXT, offset))
                .toList();
    }

    private List<Node> alike(String name, List<Node> arguments, int offset) {
        if (arguments.isEmpty()) {
            throw new Refusal(offset, name + " needs arguments");
        }
        return new Operators(binding).alike(name, arguments, offset);
    }
}
