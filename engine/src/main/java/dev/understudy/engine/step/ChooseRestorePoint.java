package dev.understudy.engine.step;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.environment.RestorePoint;
import dev.understudy.engine.environment.RestorePoints;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.fault.Fault;
import java.util.List;
import java.util.Optional;

/**
 * Finds where a rollback goes: the restore point that was named, or the newest. What an undone deploy left is gone back
 * to only by its name.
 */
public final class ChooseRestorePoint implements Step {

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
        Optional<RestorePoint> point = chosen(restorePoints, context);
        if (point.isEmpty()) {
            return Outcome.failed(Fault.refused("restore-point.none", environment.name()));
        }
        context.put(Facts.RESTORE_POINT, point.get().name());
        context.put(Facts.OWN_RELEASE, environment.release());
        return Outcome.done(point.get().name() + " of " + point.get().createdAt());
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of(chosen(restorePoints, context)
                .map(point -> "go back to " + point.name() + " with release " + point.release())
                .orElse("nothing: there is no restore point"));
    }

    /** Where the rollback of a run goes. */
    public static Optional<RestorePoint> chosen(RestorePoints restorePoints, StepContext context) {
        String environment = context.request().environment();
        Optional<String> kept =
                context.fact(Facts.RESTORE_POINT).or(() -> context.request().argument("to"));
        return kept.isPresent() ? restorePoints.find(environment, kept.get()) : newest(restorePoints, environment);
    }

    /** Where a rollback goes that names no restore point. */
    public static Optional<RestorePoint> newest(RestorePoints restorePoints, String environment) {
        return restorePoints.of(environment).stream()
                .filter(point -> !point.name().startsWith(UpdateModules.UNDONE))
                .findFirst();
    }
}
