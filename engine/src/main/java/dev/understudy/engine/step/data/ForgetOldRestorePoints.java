package dev.understudy.engine.step.data;

import dev.understudy.engine.environment.RestorePoint;
import dev.understudy.engine.environment.RestorePoints;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.model.run.Said;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.volume.Volumes;
import java.util.List;

/** Deletes the oldest restore points, so that they do not fill the disk; the newest stay. */
public final class ForgetOldRestorePoints implements Step {

    /** How many restore points of an environment stay. */
    public static final int KEPT = 10;

    private final ProjectHome home;
    private final Host host;
    private final RestorePoints restorePoints;
    private final Volumes volumes;

    public ForgetOldRestorePoints(ProjectHome home, Host host, RestorePoints restorePoints, Volumes volumes) {
        this.home = home;
        this.host = host;
        this.restorePoints = restorePoints;
        this.volumes = volumes;
    }

    @Override
    public String name() {
        return "forget-old-restore-points";
    }

    @Override
    public boolean essential() {
        return false;
    }

    @Override
    public Outcome apply(StepContext context) {
        List<RestorePoint> old = restorePoints.of(context.request().environment()).stream()
                .skip(KEPT)
                .toList();
        for (RestorePoint point : old) {
            volumes.delete(volumes.volume(point.environment(), point.name()));
            host.delete(home.restorePoint(point.name()));
            restorePoints.delete(point.environment(), point.name());
        }
        return Outcome.done(old.isEmpty() ? Said.NOTHING : Said.of("deleted", old.size()));
    }
}
