package io.nightload.plan;

import io.nightload.pool.PoolNeed;
import io.nightload.pool.Rooms;
import io.nightload.spec.NearestWord;
import io.nightload.spec.PoolSizes;
import io.nightload.spec.Problem;
import io.nightload.spec.Problems;
import java.sql.SQLException;
import java.util.List;

/** Whether the connections that a step needs can be had. */
record PoolCheck(Problems problems) {

    /** Holds the step's {@code pool} against what the step needs. */
    void allowed(StepPlan.Rows step) {
        PoolSizes sizes = step.spec().options().pool();
        List<PoolNeed> needs = step.needs();
        needs.forEach(
                need -> need.problem(sizes).ifPresent(problem -> problems.add(problem.position(), problem.message())));
        List<String> used = needs.stream().map(PoolNeed::connection).toList();
        sizes.byConnection().forEach((name, size) -> {
            if (!used.contains(name)) {
                problems.add(
                        size.position(),
                        "step " + step.name() + " uses no connection '" + name + "'" + NearestWord.hint(name, used));
            }
        });
    }

    /** Refuses what the servers cannot have, and notes what they have not left now; they may when the job runs. */
    void left(StepPlan.Rows step, Rooms rooms) {
        try {
            List<Problem> impossible = rooms.impossible(step.needs());
            impossible.forEach(lack -> problems.add(lack.position(), lack.message()));
            if (impossible.isEmpty()) {
                rooms.lacking(step.needs()).forEach(lack -> problems.note(lack.position(), lack.message()));
            }
        } catch (SQLException e) {
            problems.note(step.spec().position(), "its connections were not counted: " + e.getMessage());
        }
    }
}
