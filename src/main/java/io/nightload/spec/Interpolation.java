package io.nightload.spec;

import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces <code>${name}</code> and <code>${name:pattern}</code> in the text of a job file. A parameter goes before a
 * variable of the same name. A pattern is one of {@link DateTimeFormatter}, in English, and for dates and timestamps
 * only. <code>$${</code> stands for <code>${</code>.
 *
 * <p>This is for paths and names. Expressions and SQL take parameters as {@code :name}, which are bound and never pasted.
 */
public final class Interpolation {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^:}]*)(?::([^}]*))?(})?");

    private static final int NAME = 1;
    private static final int PATTERN = 2;
    private static final int END = 3;

    private final Parameters parameters;
    private final Map<String, String> variables;
    private final Problems problems;

    /**
     * @param variables of {@code nightload.yaml}
     * @param problems where unknown names and bad patterns are put, each at its place in the file
     */
    public Interpolation(Parameters parameters, Map<String, String> variables, Problems problems) {
        this.parameters = parameters;
        this.variables = variables;
        this.problems = problems;
    }

    /** The scalar's text with everything replaced; what is wrong is put into the problems and stays as it was. */
    public String apply(Node.Scalar scalar) {
        return REFERENCE
                .matcher(scalar.value())
                .replaceAll(found -> Matcher.quoteReplacement(replacement(found, scalar)));
    }

    private String replacement(MatchResult found, Node.Scalar scalar) {
        String written = found.group();
        if (written.equals("$${")) {
            return "${";
        }
        Position position = scalar.at(found.start());
        if (found.group(END) == null) {
            problems.add(position, "'${' is never closed: add '}', or write '$${' for the text '${'");
            return written;
        }
        String name = found.group(NAME);
        String pattern = found.group(PATTERN);
        Position patternPosition = pattern == null ? position : scalar.at(found.start(PATTERN));
        return parameters
                .find(name)
                .map(value -> text(value, pattern, patternPosition))
                .or(() -> variable(name, pattern, patternPosition))
                .orElseGet(() -> unknown(name, scalar.at(found.start(NAME)), written));
    }

    private String text(Parameters.Value parameter, @Nullable String pattern, Position position) {
        if (pattern == null) {
            return parameter.text();
        }
        if (!(parameter.value() instanceof TemporalAccessor moment)) {
            refusePattern(parameter.name(), position);
            return parameter.text();
        }
        try {
            return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(moment);
        } catch (IllegalArgumentException | DateTimeException e) {
            problems.add(
                    position,
                    "'" + pattern + "' does not format the " + parameter.type().word() + " '" + parameter.name() + "': "
                            + e.getMessage() + "; such as yyyyMMdd");
            return parameter.text();
        }
    }

    private Optional<String> variable(String name, @Nullable String pattern, Position position) {
        Optional<String> value = Optional.ofNullable(variables.get(name));
        if (pattern != null && value.isPresent()) {
            refusePattern(name, position);
        }
        return value;
    }

    private void refusePattern(String name, Position position) {
        problems.add(
                position,
                "a pattern is for dates and timestamps, and '" + name + "' is neither: write ${" + name + "}");
    }

    private String unknown(String name, Position position, String written) {
        List<String> known = new ArrayList<>();
        parameters.values().forEach(value -> known.add(value.name()));
        variables.keySet().stream()
                .filter(variable -> !known.contains(variable))
                .sorted()
                .forEach(known::add);
        problems.add(position, "no parameter and no variable is called '" + name + "'" + NearestWord.hint(name, known));
        return written;
    }
}
