package io.nightload.spec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong, so that a person sees all of it at once. */
public final class Problems {

    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> notes = new ArrayList<>();

    public void add(Position position, String message) {
        Problem problem = new Problem(position, message);
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    /** Something a person should know that does not keep the job from running. */
    public void note(Position position, String message) {
        notes.add(new Problem(position, message));
    }

    public boolean isEmpty() {
        return problems.isEmpty();
    }

    /** All problems in the order of the file. */
    public List<Problem> list() {
        return problems.stream().sorted(Comparator.comparing(Problem::position)).toList();
    }

    public List<Problem> notes() {
        return notes.stream().sorted(Comparator.comparing(Problem::position)).toList();
    }

    /** @throws InvalidSpecException with all of them, if there are any */
    public void throwIfAny() {
        if (!isEmpty()) {
            throw new InvalidSpecException(list());
        }
    }
}
