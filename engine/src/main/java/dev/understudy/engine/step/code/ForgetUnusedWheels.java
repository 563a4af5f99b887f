package dev.understudy.engine.step.code;

import dev.understudy.engine.release.ReleaseCode;
import dev.understudy.engine.release.Releases;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.run.Said;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Deletes Python packages that were built here and that no release has: of what was tried and not taken, and of a Python that
 * Odoo has no more. Releases stay, and with each what it was frozen with.
 */
public final class ForgetUnusedWheels implements Step {

    /** What failed last week is tried again this week, and need not be built again. */
    static final Duration STAY = Duration.ofDays(30);

    private final Releases releases;
    private final ReleaseCode code;

    public ForgetUnusedWheels(Releases releases, ReleaseCode code) {
        this.releases = releases;
        this.code = code;
    }

    @Override
    public String name() {
        return "forget-unused-wheels";
    }

    @Override
    public boolean essential() {
        return false;
    }

    @Override
    public Outcome apply(StepContext context) {
        List<Path> forgotten = code.forgetWheels(releases.wheels(), before(context));
        return Outcome.done(
                forgotten.isEmpty()
                        ? Said.NOTHING
                        : Said.of("deleted-these", Said.of("deleted", forgotten.size()), shown(forgotten)));
    }

    @Override
    public List<String> plan(StepContext context) {
        List<Path> unused = code.unusedWheels(releases.wheels(), before(context));
        return unused.isEmpty() ? List.of() : List.of("delete built packages that no release has: " + shown(unused));
    }

    private static Instant before(StepContext context) {
        return context.now().minus(STAY);
    }

    private static String shown(List<Path> wheels) {
        return wheels.stream()
                .map(wheel -> wheel.getFileName().toString())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
