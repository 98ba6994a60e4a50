package io.nightload.step;

import io.nightload.checkpoint.Checkpoint;
import io.nightload.checkpoint.StepCheckpoint;
import io.nightload.part.CannotResumeException;
import io.nightload.part.Source;
import io.nightload.plan.StepPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Holds what a step is about to read against what it began with. */
public final class FrozenInputs {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<List<Source.Input>> INPUTS = new TypeReference<>() {};

    private FrozenInputs() {}

    /** What is not as it was when the checkpoint's step began, for people. */
    public static Optional<String> change(StepPlan.Rows plan, Checkpoint then) {
        if (!plan.definition().equals(then.definition())) {
            return Optional.of("its source, transforms, target or parameters have changed");
        }
        List<Source.Input> before = then.inputs() == null ? List.of() : JSON.readValue(then.inputs(), INPUTS);
        List<Source.Input> now = plan.source().inputs();
        return before.equals(now) ? Optional.empty() : Optional.of(changes(before, now));
    }

    /**
     * Freezes the inputs of a step that has committed nothing yet, and says what has changed under a complete one.
     *
     * @throws CannotResumeException if one that has would resume with others
     */
    static void freeze(StepPlan.Rows plan, StepCheckpoint checkpoint, StepListener listener) {
        Checkpoint held = checkpoint.held();
        if (held.begun()) {
            requireUnchanged(plan, held, held.chunks(), listener);
        } else {
            begin(plan, checkpoint, Map.of());
        }
    }

    /** @param position that the step begins with */
    static void begin(StepPlan.Rows plan, StepCheckpoint checkpoint, Map<String, Object> position) {
        checkpoint.begin(JSON.writeValueAsString(plan.source().inputs()), plan.definition(), position);
    }

    /** @param chunks that were committed of it */
    static void requireUnchanged(StepPlan.Rows plan, Checkpoint held, long chunks, StepListener listener) {
        Optional<String> change = change(plan, held);
        if (change.isPresent() && !held.complete()) {
            throw new CannotResumeException("it cannot resume: " + change.get() + " since the step began (" + chunks
                    + (chunks == 1 ? " chunk is" : " chunks are")
                    + " committed). Put back what was there, or begin anew with --again (where the step appends, delete its rows from"
                    + " the target and its lines from nightload.checkpoint first)");
        }
        change.ifPresent(what ->
                listener.note("step " + plan.name() + ": " + what + " since it was loaded; --again loads it anew"));
    }

    private static String changes(List<Source.Input> then, List<Source.Input> now) {
        String gone = names(then.stream().filter(i -> !now.contains(i)).toList());
        String come = names(now.stream().filter(i -> !then.contains(i)).toList());
        if (gone.equals(come)) {
            return gone + " has changed";
        }
        return "its inputs have changed (then: " + (gone.isEmpty() ? "the rest" : gone) + "; now: "
                + (come.isEmpty() ? "the rest" : come) + ")";
    }

    private static String names(List<Source.Input> inputs) {
        return inputs.stream().map(Source.Input::name).collect(Collectors.joining(", "));
    }
}
