package io.nightload.pool.guard;

import io.nightload.spec.StepOptions.Budget;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/** A chunk sent more statements than its step's budget allows; nothing of it was committed. */
public final class BudgetExceededException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Enough of a statement to know it by. */
    private static final int SHOWN = 80;

    private static final int MOST_SHOWN = 8;

    BudgetExceededException(String step, long chunk, Map<String, Integer> sent, Budget budget) {
        super(
                "chunk %d of step %s sent %d statements, its budget is %d: %s; mend what sends too many, or raise budget.statements (%s)"
                        .formatted(
                                chunk,
                                step,
                                sent.values().stream()
                                        .mapToInt(Integer::intValue)
                                        .sum(),
                                budget.statements(),
                                list(sent),
                                budget.position()));
    }

    /** The most frequent ones first. */
    private static String list(Map<String, Integer> sent) {
        String shown = sent.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(MOST_SHOWN)
                .map(entry -> entry.getValue() + " × " + shortened(entry.getKey()))
                .collect(Collectors.joining(", "));
        return sent.size() > MOST_SHOWN ? shown + ", and " + (sent.size() - MOST_SHOWN) + " others" : shown;
    }

    private static String shortened(String sql) {
        String line = sql.strip().replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN - 1) + "…";
    }
}
