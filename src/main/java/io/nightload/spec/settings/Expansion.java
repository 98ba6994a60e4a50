package io.nightload.spec.settings;

import io.nightload.spec.NearestWord;
import io.nightload.spec.Position;
import io.nightload.spec.Problems;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces <code>${name}</code> in settings: by the variable of that name in {@code nightload.yaml}, else by the environment
 * variable. <code>$${</code> stands for <code>${</code>. What the settings say is not repeated in a problem: it may be a secret.
 */
final class Expansion {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)(})?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    private final Map<String, Setting> variables;
    private final Map<String, String> environment;
    private final Problems problems;
    private final Map<String, String> expanded = new LinkedHashMap<>();
    private final Set<String> underway = new LinkedHashSet<>();

    Expansion(Map<String, Setting> variables, Map<String, String> environment, Problems problems) {
        this.variables = variables;
        this.environment = environment;
        this.problems = problems;
    }

    /** All variables with their values, in the order in which they are written. */
    Map<String, String> variables() {
        Map<String, String> values = new LinkedHashMap<>();
        variables.forEach((name, setting) -> values.put(name, variable(name, setting)));
        return values;
    }

    /** The setting's text; a reference that leads nowhere is a problem and stays as it is. */
    String text(Setting setting) {
        if (setting.literal()) {
            return setting.scalar().value();
        }
        return REFERENCE
                .matcher(setting.scalar().value())
                .replaceAll(found -> Matcher.quoteReplacement(replacement(found, setting)));
    }

    private String replacement(MatchResult found, Setting setting) {
        if (found.group().equals("$${")) {
            return "${";
        }
        Position position = setting.scalar().at(found.start());
        String name = found.group(1);
        if (found.group(2) == null) {
            problems.add(position, "'${' is never closed: add '}', or write '$${' for the text '${'");
        } else if (!NAME.matcher(name).matches()) {
            problems.add(position, "between '${' and '}' stands the name of a variable: write '$${' for the text '${'");
        } else if (underway.contains(name)) {
            problems.add(position, "variables refer to each other in a circle: " + String.join(", ", underway));
        } else {
            return value(name, position).orElse(found.group());
        }
        return found.group();
    }

    private Optional<String> value(String name, Position position) {
        Setting variable = variables.get(name);
        Optional<String> value =
                variable == null ? Optional.ofNullable(environment.get(name)) : Optional.of(variable(name, variable));
        if (value.isEmpty()) {
            problems.add(position, unknown(name));
        }
        return value;
    }

    private String variable(String name, Setting setting) {
        String known = expanded.get(name);
        if (known != null) {
            return known;
        }
        underway.add(name);
        String value = text(setting);
        underway.remove(name);
        expanded.put(name, value);
        return value;
    }

    private String unknown(String name) {
        Set<String> known = new TreeSet<>(variables.keySet());
        known.addAll(environment.keySet());
        return "no variable and no environment variable is called '" + name + "'"
                + NearestWord.to(name, known)
                        .map(near -> ": did you mean '" + near + "'?")
                        .orElse(": set the environment variable " + name);
    }
}
