package io.nightload.run;

import io.nightload.step.StepListener;
import io.nightload.step.StepReport;
import java.util.ArrayList;
import java.util.List;

/** Passes on what the steps of one execution do, and keeps their reports. */
final class Following implements StepListener {

    private final RunListener listener;
    private final ReportStore store;
    private final List<StepReport> reports = new ArrayList<>();
    private long executionId;

    Following(RunListener listener, ReportStore store) {
        this.listener = listener;
        this.store = store;
    }

    void begin(long startedExecutionId) {
        executionId = startedExecutionId;
    }

    List<StepReport> reports() {
        return List.copyOf(reports);
    }

    @Override
    public void note(String message) {
        listener.note(message);
    }

    @Override
    public void stepStarted(String step, String target) {
        listener.stepStarted(step, target);
    }

    @Override
    public void progress(StepProgress progress) {
        listener.progress(progress);
    }

    @Override
    public void stepEnded(StepReport report) {
        reports.add(report);
        listener.stepEnded(report);
        store.keep(executionId, report);
    }
}
