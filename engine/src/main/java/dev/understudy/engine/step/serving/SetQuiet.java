package dev.understudy.engine.step.serving;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.Said;
import java.time.Duration;
import java.util.List;

/**
 * Makes production quiet, or lets it call others again. Nothing in its data is changed: its crons are stopped or started,
 * and its network is closed or opened.
 */
public final class SetQuiet implements Step {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Environments environments;
    private final EnvironmentControl control;
    private final boolean quiet;

    /** @param quiet whether it calls nobody from then on */
    public SetQuiet(Environments environments, EnvironmentControl control, boolean quiet) {
        this.environments = environments;
        this.control = control;
        this.quiet = quiet;
    }

    @Override
    public String name() {
        return quiet ? "make-quiet" : "make-live";
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        if (!environment.isProduction()) {
            return Outcome.failed(Fault.usage("environment.not-production", environment.name()));
        }
        Environment changed = environment.withQuiet(quiet);
        environments.save(changed);
        if (quiet) {
            control.slots().stopCron(changed, changed.slot(), PATIENCE);
            Environment closed = control.enclose(changed);
            return Outcome.done(closed.fenced() ? "quiet" : "quiet-unfenced");
        }
        // Opened whatever was noted of it.
        Environment open = control.enclose(changed.withFence(true));
        control.slots().startCron(open, open.slot(), open.release());
        return Outcome.done(Said.all(Said.of("live"), open.neutralized() ? Said.of("live-neutralized") : Said.NOTHING));
    }

    @Override
    public List<String> plan(StepContext context) {
        String name = context.request().environment();
        return List.of(
                quiet
                        ? "stop the crons of " + name + " and close its network"
                        : "open the network of " + name + " and start its crons");
    }
}
