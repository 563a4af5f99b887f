package dev.understudy.engine.step.code;

import dev.understudy.engine.release.ReleaseCode;
import dev.understudy.engine.release.Releases;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.release.PythonPackage;
import dev.understudy.model.release.Release;
import dev.understudy.model.run.Said;
import dev.understudy.targets.python.PythonPackages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        code.place(placed, releases.packages(placed.id()).orElse(List.of()), context.verbatim());
        List<String> asking = code.asking(placed);
        if (asking.isEmpty()) {
            return Outcome.done(Said.verbatim(placed.id()));
        }
        if (!code.installsPackages()) {
            return Outcome.done(Said.all(Said.verbatim(placed.id()), byHand(asking)));
        }
        List<PythonPackage> installed = code.installed(placed.id());
        releases.freeze(placed.id(), installed);
        context.evidence(
                "python-packages",
                "text/plain",
                installed.stream().map(PythonPackage::shown).collect(Collectors.joining("\n")));
        return Outcome.done(Said.all(Said.verbatim(placed.id()), shown(installed)));
    }

    private static Said shown(List<PythonPackage> installed) {
        Said named = Said.all(Stream.concat(
                        installed.stream().limit(NAMED).map(PlaceCode::shown),
                        Stream.of(installed.size() > NAMED ? Said.verbatim("…") : Said.NOTHING))
                .toList());
        return installed.isEmpty()
                ? Said.of("packages-there", PythonPackages.REQUIREMENTS)
                : Said.of("packages", installed.size(), named);
    }

    private static Said shown(PythonPackage one) {
        return one.origin() == PythonPackage.Origin.WHEEL
                ? Said.verbatim(one.pinned())
                : Said.of("package-built", one.pinned());
    }

    /** The Python of an Odoo that Understudy did not install is not known. */
    private static Said byHand(List<String> asking) {
        return Said.of("packages-by-hand", PythonPackages.REQUIREMENTS, String.join(", ", asking));
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
                            : byHand(asking).in(Locale.ENGLISH));
        }
        return lines;
    }
}
