package io.nightload.spec;

import java.util.List;
import java.util.stream.Collectors;

/** A job file or {@code nightload.yaml} that is refused; its message has one problem a line. */
public final class InvalidSpecException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    public InvalidSpecException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
