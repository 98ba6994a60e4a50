package io.nightload.spec;

import io.nightload.spec.ParameterSyntax.InvalidValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives the parameters of a job their values: what the command line says, else the default. */
public final class ParameterResolver {

    /** PARAMETER_VALUE of Spring Batch's job repository. */
    private static final int LONGEST = 2500;

    private final Instant asOf;
    private final Problems problems;

    /** @param asOf what {@code now} and {@code today} mean, in the job's time zone: {@code --as-of}, or now */
    public ParameterResolver(Instant asOf, Problems problems) {
        this.asOf = asOf;
        this.problems = problems;
    }

    /**
     * One value for each parameter of the job. A parameter that is missing or wrong is a problem, and has a value of its
     * type that stands in for it, so that the rest of the job can be checked.
     *
     * @param given {@code name=value} each, as on the command line
     */
    public Parameters resolve(JobSpec job, List<String> given) {
        Map<String, String> byName = byName(job, given);
        LocalDateTime now = LocalDateTime.ofInstant(asOf, job.zone());
        List<Parameters.Value> values = new ArrayList<>();
        job.parameters().forEach(parameter -> values.add(value(parameter, byName.get(parameter.name()), now)));
        return new Parameters(List.copyOf(values));
    }

    private Map<String, String> byName(JobSpec job, List<String> given) {
        List<String> known = job.parameters().stream().map(ParameterSpec::name).toList();
        Map<String, String> byName = new LinkedHashMap<>();
        for (String assignment : given) {
            int equals = assignment.indexOf('=');
            String name = equals < 0 ? assignment : assignment.substring(0, equals);
            if (equals < 0) {
                problem("'" + assignment + "' is no parameter: write name=value");
            } else if (!known.contains(name)) {
                problem("job " + job.name() + " has no parameter '" + name + "'" + NearestWord.hint(name, known));
            } else if (byName.putIfAbsent(name, assignment.substring(equals + 1)) != null) {
                problem("parameter '" + name + "' is given twice: give it once");
            }
        }
        return byName;
    }

    private Parameters.Value value(ParameterSpec parameter, @Nullable String given, LocalDateTime now) {
        Node.Scalar written = parameter.defaultValue();
        Object value = standIn(parameter.type(), now);
        if (given != null) {
            String where = "parameter '" + parameter.name() + "': ";
            value = parsed(parameter, given, now, Position.COMMAND_LINE, where).orElse(value);
        } else if (written != null) {
            value = parsed(parameter, written.value(), now, written.position(), "")
                    .orElse(value);
        } else {
            missing(parameter, now);
        }
        String text = ParameterSyntax.canonical(value);
        return new Parameters.Value(parameter.name(), parameter.type(), value, text, parameter.identifying());
    }

    private Optional<Object> parsed(
            ParameterSpec parameter, String text, LocalDateTime now, Position position, String where) {
        try {
            Object value = new ParameterSyntax(parameter.type()).value(text, now);
            int length = ParameterSyntax.canonical(value).length();
            if (length <= LONGEST) {
                return Optional.of(value);
            }
            problems.add(
                    position, "%s%,d characters, and the job repository takes %,d".formatted(where, length, LONGEST));
        } catch (InvalidValue e) {
            problems.add(position, where + e.getMessage());
        }
        return Optional.empty();
    }

    private void missing(ParameterSpec parameter, LocalDateTime now) {
        String example = parameter.type() == ParameterSpec.Type.DATE ? "=" + now.toLocalDate() : "=…";
        problems.add(
                parameter.position(),
                "parameter '" + parameter.name() + "' has no default and was not given: add " + parameter.name()
                        + example + " to the command");
    }

    private void problem(String message) {
        problems.add(Position.COMMAND_LINE, message);
    }

    private static Object standIn(ParameterSpec.Type type, LocalDateTime now) {
        return switch (type) {
            case STRING -> "";
            case INT -> 0L;
            case NUMERIC -> BigDecimal.ZERO;
            case BOOLEAN -> false;
            case DATE -> now.toLocalDate();
            case TIMESTAMP -> now;
        };
    }
}
