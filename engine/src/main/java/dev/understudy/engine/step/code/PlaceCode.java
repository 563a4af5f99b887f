package dev.understudy.engine.step.code;

import dev.understudy.engine.release.ReleaseCode;
import dev.understudy.engine.release.Releases;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.release.PythonPackage;
import dev.understudy.model.release.Release;
import dev.understudy.targets.python.PythonPackages;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts the release's code, and the Python packages that it asks for, in their folders on the host, before anything stops. */
public final class PlaceCode implements Step {

    /** Packages that are named in a line. */
    private static final int NAMED = 8;

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
        code.place(placed, releases.packages(placed.id()).orElse(List.of()), context::progress);
        List<String> asking = code.asking(placed);
        if (asking.isEmpty()) {
            return Outcome.done(placed.id());
        }
        if (!code.installsPackages()) {
            return Outcome.done(placed.id() + "; " + byHand(asking));
        }
        List<PythonPackage> installed = code.installed(placed.id());
        releases.freeze(placed.id(), installed);
        context.evidence(
                "python-packages",
                "text/plain",
                installed.stream().map(PythonPackage::shown).collect(Collectors.joining("\n")));
        return Outcome.done(placed.id() + "; " + shown(installed));
    }

    private static String shown(List<PythonPackage> installed) {
        String named = installed.stream().limit(NAMED).map(PlaceCode::shown).collect(Collectors.joining(", "));
        return switch (installed.size()) {
            case 0 -> "Odoo has the Python packages that " + PythonPackages.REQUIREMENTS + " asks for";
            case 1 -> "1 Python package: " + named;
            default -> installed.size() + " Python packages: " + named + (installed.size() > NAMED ? ", …" : "");
        };
    }

    private static String shown(PythonPackage one) {
        return one.origin() == PythonPackage.Origin.WHEEL ? one.pinned() : one.pinned() + " (built here)";
    }

    /** The Python of an Odoo that Understudy did not install is not known. */
    private static String byHand(List<String> asking) {
        return "install by hand what " + PythonPackages.REQUIREMENTS + " of " + String.join(", ", asking)
                + " asks for: Odoo is not Understudy's own";
    }

    @Override
    public List<String> plan(StepContext context) {
        return releases.find(release.apply(context)).map(this::plan).orElse(List.of());
    }

    private List<String> plan(Release placed) {
        List<String> lines = new ArrayList<>();
        placed.commits().forEach((repository, commit) -> lines.add("git archive " + commit + " of " + repository));
        List<String> asking = code.asking(placed);
        if (!asking.isEmpty()) {
            lines.add(
                    code.installsPackages()
                            ? "pip install -r " + PythonPackages.REQUIREMENTS + " of " + String.join(", ", asking)
                            : byHand(asking));
        }
        return lines;
    }
}
