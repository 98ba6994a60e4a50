package io.nightload.advise;

import io.nightload.part.Counts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about a step.
 *
 * @param file the job file
 * @param refusal why nothing could be measured, for people, or null
 * @param counts what became of the rows of one trial before they were rolled back
 * @param commitMillis the time of one commit of the target
 * @param comparisons in the order in which they were made, each with the best of those before
 * @param notes what was not tried, and why, for people
 * @param yaml the lines to paste into the job file, indented as there; none where nothing is better than what is set
 */
public record StepAdvice(
        String step,
        String file,
        @Nullable String refusal,
        Map<Counts.Kind, Long> counts,
        double commitMillis,
        List<Comparison> comparisons,
        List<String> notes,
        List<String> yaml) {

    static StepAdvice refused(String step, String file, String why) {
        return new StepAdvice(step, file, why, Map.of(), 0, List.of(), List.of(), List.of());
    }
}
