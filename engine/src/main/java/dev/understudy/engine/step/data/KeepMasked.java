package dev.understudy.engine.step.data;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.model.config.Project;
import dev.understudy.targets.postgres.Clusters;
import dev.understudy.targets.volume.Volume;
import dev.understudy.targets.volume.Volumes;
import java.time.Instant;
import java.util.List;

/** Keeps what was masked and proven just now as the copy from which the next ones are cut. */
public final class KeepMasked implements Step {

    private final Environments environments;
    private final EnvironmentControl control;
    private final Clusters clusters;
    private final Volumes volumes;
    private final GoldenCopy golden;

    public KeepMasked(
            Environments environments,
            EnvironmentControl control,
            Clusters clusters,
            Volumes volumes,
            GoldenCopy golden) {
        this.environments = environments;
        this.control = control;
        this.clusters = clusters;
        this.volumes = volumes;
        this.golden = golden;
    }

    @Override
    public String name() {
        return "keep-masked";
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment copy = environments.get(context.request().environment());
        if (!golden.wanted(copy)) {
            golden.forgetUnlessWanted();
            return Outcome.done("not-asked");
        }
        if (context.fact(Facts.CUT_AT).isPresent()) {
            return Outcome.done("cut-from-kept");
        }
        Volume next = volumes.volume(copy.name(), CopyProduction.NEXT);
        if (!volumes.exists(next)) {
            return Outcome.done("swapped-already");
        }
        clusters.stop(control.nextCluster(copy, next));
        boolean kept =
                golden.keep(environments.get(Project.PRODUCTION), next, Instant.parse(context.need(Facts.COPIED_AT)));
        return Outcome.done(kept ? "masked-kept" : "no-room-for-one-more");
    }

    @Override
    public boolean applies(StepContext context) {
        return !plan(context).isEmpty();
    }

    @Override
    public List<String> plan(StepContext context) {
        return environments
                .find(context.request().environment())
                .filter(golden::wanted)
                .map(copy -> List.of("keep a copy of it, from which the next ones are cut"))
                .orElse(List.of());
    }
}
