package dev.understudy.engine.step.serving;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.checks.KnownErrors;
import dev.understudy.engine.step.checks.NewLogErrors;
import dev.understudy.targets.runtime.Instance.Slot;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Starts a release's code in the slot that is free, while the other serves. Undone by stopping it, when it has answered what
 * it had taken if it was let serve.
 */
public final class StartBeside implements Step {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** For reports. What is taken back may also never answer. */
    private static final Duration ANSWERED = Duration.ofMinutes(1);

    private final Environments environments;
    private final EnvironmentControl control;
    private final NewLogErrors logErrors;
    private final Function<StepContext, String> release;
    private final boolean last;

    /**
     * Starts the code that {@code release} tells.
     *
     * @param release the id of the release, from the run
     * @param last whether it takes its time, so that users notice nothing; else they wait to be rid of the present code
     */
    public StartBeside(
            Environments environments,
            EnvironmentControl control,
            NewLogErrors logErrors,
            Function<StepContext, String> release,
            boolean last) {
        this.environments = environments;
        this.control = control;
        this.logErrors = logErrors;
        this.release = release;
        this.last = last;
    }

    @Override
    public String name() {
        return "start-beside";
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        SlotChange.decide(context, environment);
        KnownErrors.keep(context, logErrors.known(environment));
        Slot beside = SlotChange.beside(context);
        // What a run that was cut off may have left there runs other code.
        control.slots().stopCron(environment, beside, PATIENCE);
        control.slots().stopWeb(environment, beside, PATIENCE);
        if (last) {
            control.slots().startWebLast(environment, beside, release.apply(context));
        } else {
            control.slots().startWeb(environment, beside, release.apply(context));
        }
        return Outcome.done("slot", beside.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void undo(StepContext context) {
        if (SlotChange.decided(context)) {
            Environment environment = environments.get(context.request().environment());
            control.slots().retireWeb(environment, SlotChange.beside(context), ANSWERED);
            logErrors.blame(environment, context.startedAt(), context.now());
        }
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("start the code in the free slot of " + context.request().environment());
    }
}
