package dev.understudy.engine.step;

import dev.understudy.engine.release.ReleaseCode;
import dev.understudy.engine.release.Releases;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.release.Release;
import java.util.List;

/** Puts the release's code in its folder on the host, before anything stops. */
public final class PlaceCode implements Step {

    private final Releases releases;
    private final ReleaseCode code;

    public PlaceCode(Releases releases, ReleaseCode code) {
        this.releases = releases;
        this.code = code;
    }

    @Override
    public String name() {
        return "place-code";
    }

    @Override
    public Outcome apply(StepContext context) {
        Release release = releases.get(context.request().release());
        code.place(release);
        return Outcome.done(release.id());
    }

    @Override
    public List<String> plan(StepContext context) {
        return releases.get(context.request().release()).commits().entrySet().stream()
                .map(entry -> "git archive " + entry.getValue() + " of " + entry.getKey())
                .toList();
    }
}
