package io.nightload.expression;

import java.util.List;

/** Calls of functions by name. */
final class Calls {

    private final Binding binding;

    Calls(Binding binding) {
        this.binding = binding;
    }

    Node named(String name, List<Node> arguments, int offset) {
        return switch (name) {
            case "coalesce" -> coalesce(arguments, offset);
            case "nullif" -> fold("nullIf", name, arguments, offset);
            case "greatest", "least" -> fold(name, name, arguments, offset);
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

    private List<Node> alike(String name, List<Node> arguments, int offset) {
        if (arguments.isEmpty()) {
            throw new Refusal(offset, name + " needs arguments");
        }
        return new Operators(binding).alike(name, arguments, offset);
    }
}
