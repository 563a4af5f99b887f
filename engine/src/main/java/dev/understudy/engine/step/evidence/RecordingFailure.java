package dev.understudy.engine.step.evidence;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.engine.step.StepMillis;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import java.util.List;

/**
 * A step of a rehearsal whose failure is a finding, not an end: it is noted for the report, and the steps after it that
 * need it to have succeeded are passed over. Nothing of it is undone: what it changed goes with the environment.
 */
public final class RecordingFailure implements Step {

    private final Step step;
    private final Environments environments;
    private final EnvironmentControl control;

    public RecordingFailure(Step step, Environments environments, EnvironmentControl control) {
        this.step = step;
        this.environments = environments;
        this.control = control;
    }

    @Override
    public String name() {
        return step.name();
    }

    @Override
    public Outcome apply(StepContext context) {
        if (context.fact(Facts.FINDING).isPresent()) {
            return Outcome.done("passed-over-plain");
        }
        Outcome outcome;
        try (RehearsedTime time =
                RehearsedTime.begin(control, environments.get(context.request().environment()))) {
            outcome = outcome(context);
            if (!StepMillis.noted(context, name())) {
                time.keep(context, name());
            }
        }
        if (outcome instanceof Outcome.Failed(Fault fault)) {
            Findings.put(context, fault);
            return Outcome.done("failed-with", fault);
        }
        return outcome;
    }

    @Override
    public List<String> plan(StepContext context) {
        return step.plan(context);
    }

    private Outcome outcome(StepContext context) {
        try {
            return step.apply(context);
        } catch (FaultException failure) {
            context.checkCancelled();
            return Outcome.failed(failure.fault());
        }
    }
}
