package dev.understudy.engine.step;

import dev.understudy.engine.release.ReleaseCode;
import dev.understudy.engine.release.Releases;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.release.Release;
import java.util.List;
import java.util.function.Function;

/** Puts the release's code in its folder on the host, before anything stops. */
public final class PlaceCode implements Step {

    private final Releases releases;
    private final ReleaseCode code;
    private final Function<StepContext, String> release;

    /**
     * Places the code of the release that {@code release} tells.
     *
     * @param release its id, from the run
     */
    public PlaceCode(Releases releases, ReleaseCode code, Function<StepContext, String> release) {
        this.releases = releases;
        this.code = code;
        this.release = release;
    }

    @Override
    public String name() {
        return "place-code";
    }

    @Override
    public Outcome apply(StepContext context) {
        Release placed = releases.get(release.apply(context));
        code.place(placed);
        return Outcome.done(placed.id());
    }

    @Override
    public List<String> plan(StepContext context) {
        return releases.find(release.apply(context)).stream()
                .flatMap(known -> known.commits().entrySet().stream())
                .map(entry -> "git archive " + entry.getValue() + " of " + entry.getKey())
                .toList();
    }
}
