package dev.understudy.engine.step.data;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.fault.Fault;
import dev.understudy.targets.volume.Volume;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lets nothing go out that was not masked and proven, or to which a release was deployed since, which may have brought a value
 * back; unless the run says why it is to go out all the same.
 */
public final class CheckMasked implements Step {

    /** The argument that says why what is not masked goes out. */
    public static final String UNMASKED = "unmasked";

    private final Environments environments;
    private final Function<Environment, Volume> live;
    private final MaskedVolumes masked;

    /** @param live where an environment's data is */
    public CheckMasked(Environments environments, Function<Environment, Volume> live, MaskedVolumes masked) {
        this.environments = environments;
        this.live = live;
        this.masked = masked;
    }

    @Override
    public String name() {
        return "check-masked";
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        Optional<MaskedVolumes.Note> note = masked.note(live.apply(environment));
        boolean changed = note.filter(then -> !then.release().equals(environment.release()))
                .isPresent();
        Optional<String> reason = context.request().argument(UNMASKED).filter(text -> !text.isBlank());
        if (note.isPresent() && !changed) {
            return Outcome.done("masked-at", note.get().report().at());
        }
        if (reason.isPresent()) {
            return Outcome.done("unmasked", context.request().by(), reason.get());
        }
        return Outcome.failed(
                changed
                        ? Fault.refused("mask.changed-since", environment.name(), environment.release())
                        : Fault.refused("mask.not-masked", environment.name()));
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("refuse " + context.request().environment() + " if it was not masked and proven");
    }
}
