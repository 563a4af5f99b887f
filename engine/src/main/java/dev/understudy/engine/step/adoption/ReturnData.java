package dev.understudy.engine.step.adoption;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.run.Said;
import dev.understudy.targets.installation.ReturnedData;
import dev.understudy.targets.volume.Volume;
import java.util.List;

/** Brings production's data back to the old installation, beside what that had. Undone by taking it away again there. */
public final class ReturnData implements Step {

    private final Environments environments;
    private final EnvironmentControl control;
    private final Followed followed;
    private final ReturnedData returned;

    public ReturnData(Environments environments, EnvironmentControl control, Followed followed, ReturnedData returned) {
        this.environments = environments;
        this.control = control;
        this.followed = followed;
        this.returned = returned;
    }

    @Override
    public String name() {
        return "return-data";
    }

    @Override
    public boolean reversible() {
        return true;
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment =
                control.withDatabase(environments.get(context.request().environment()));
        Volume live = control.live(environment);
        ReturnedData.Returned data = returned.into(
                followed.seen(environment),
                control.cluster(environment),
                environment.database(),
                BringFiles.files(live, environment),
                live.data().resolve("sessions"),
                live.directory().resolve("returning.dump"),
                mark(context));
        return Outcome.done(Said.all(
                Said.of("kept-as", data.kept()),
                data.owned().isEmpty() ? Said.NOTHING : Said.of("owners-changed", String.join(", ", data.owned()))));
    }

    @Override
    public void undo(StepContext context) {
        returned.forget(followed.seen(environments.get(context.request().environment())), mark(context));
    }

    /** A part of a database's name that needs no quotes. */
    private static String mark(StepContext context) {
        return context.runId().replace('-', '_');
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("bring the database and the files back to the old installation");
    }
}
