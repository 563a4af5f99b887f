package dev.understudy.engine.step.data;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.environment.RestorePoint;
import dev.understudy.engine.environment.RestorePoints;
import dev.understudy.engine.release.CodeAlone;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.model.fault.Fault;
import java.util.List;

/** Finds where a rollback goes. */
public final class ChooseRestorePoint implements Step {

    /** The argument that says that the data goes back too where code alone was changed. */
    public static final String DATA = "data";

    private final Environments environments;
    private final RestorePoints restorePoints;

    public ChooseRestorePoint(Environments environments, RestorePoints restorePoints) {
        this.environments = environments;
        this.restorePoints = restorePoints;
    }

    @Override
    public String name() {
        return "choose-restore-point";
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        RestorePoint point = chosen(context, environment);
        // Another run may have come in between since somebody asked.
        if (context.request().flag(CodeAlone.ARGUMENT) && !point.byCodeAlone(environment)) {
            return Outcome.failed(Fault.refused("restore-point.not-code-alone", environment.name(), point.name()));
        }
        context.put(Facts.RESTORE_POINT, point.name());
        context.put(Facts.EARLIER_RELEASE, point.release());
        context.put(Facts.OWN_RELEASE, environment.release());
        return Outcome.done("back-from", point.name(), point.createdAt());
    }

    @Override
    public List<String> plan(StepContext context) {
        RestorePoint point = chosen(context, environments.get(context.request().environment()));
        return List.of("go back to " + point.name() + " with release " + point.release());
    }

    /** The release whose code the restore point belongs to. */
    public static String release(StepContext context) {
        return context.need(Facts.EARLIER_RELEASE);
    }

    private RestorePoint chosen(StepContext context, Environment environment) {
        return restorePoints.chosen(
                environment, context.request().argument("to"), context.request().flag(DATA));
    }
}
