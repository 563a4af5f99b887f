package dev.understudy.targets.python;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.release.PythonPackage;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Host;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets pip choose packages, and makes a wheel of each source that it comes to, until it needs none any more. A wheel is taken
 * where one fits; the source of a package where none does, or where it is asked for by its address.
 */
final class Resolution {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Packages that are built for a release: pip may try older and older sources of one that fits nowhere. */
    private static final int MOST_BUILT = 60;

    private final Host host;
    private final PipRun run;
    private final SourceBuild builds;
    private final Asked asked;
    private final Consumer<String> progress;

    /** The paths of what was built, by pip's address of its source. */
    private final Map<String, String> files = new HashMap<>();

    /** The same by the address of the wheel. */
    private final Map<String, BuiltWheel> built = new HashMap<>();

    /**
     * What is chosen for.
     *
     * @param by the repositories that ask
     * @param frozen what was chosen for them before; none when nothing was
     */
    record Asked(List<Asking> by, List<PythonPackage> frozen) {}

    Resolution(Host host, PipRun run, SourceBuild builds, Asked asked, Consumer<String> progress) {
        this.host = host;
        this.run = run;
        this.builds = builds;
        this.asked = asked;
        this.progress = progress;
    }

    /** What was chosen before, or else what pip chooses: each as a wheel. Throws {@code python.wheel-gone}. */
    List<Wheel> choose(Path log) {
        return asked.frozen().isEmpty() ? chosen(log) : before();
    }

    private List<Wheel> before() {
        builds.all().forEach(wheel -> built.put(wheel.url(), wheel));
        return asked.frozen().stream()
                .map(one -> new Wheel(one.name(), one.version(), address(one), one.wheel()))
                .toList();
    }

    private String address(PythonPackage one) {
        if (one.origin() == PythonPackage.Origin.WHEEL) {
            return one.from();
        }
        return built.values().stream()
                .filter(wheel -> wheel.sha256().equals(one.wheel()))
                .map(BuiltWheel::url)
                .findFirst()
                .orElseThrow(() -> Fault.refused("python.wheel-gone", one.pinned(), one.from())
                        .exception());
    }

    private List<Wheel> chosen(Path log) {
        while (true) {
            host.delete(run.wanted());
            request(false);
            CommandResult result = perform(run.choose(), log);
            if (result.succeeded()) {
                return Wheel.ofReport(host.read(run.report())).stream()
                        .map(wheel -> wheel.in(built))
                        .toList();
            }
            if (host.exists(run.wanted())) {
                build(SourceWanted.of(host.read(run.wanted())));
            } else {
                return asWritten(log);
            }
        }
    }

    /** Odoo's own requirements have contradicted each other, after a correction of one; people install them all the same. */
    private List<Wheel> asWritten(Path log) {
        String said = host.read(log);
        if (run.origin() == PipPackages.Origin.WHEEL || !said.contains("ResolutionImpossible")) {
            throw fault(said);
        }
        progress.accept("The versions that " + PythonPackages.REQUIREMENTS
                + " of Odoo names contradict each other: taken as written");
        if (!perform(run.chooseAsWritten(), log).succeeded()) {
            throw fault(host.read(log));
        }
        return Wheel.ofReport(host.read(run.report()));
    }

    private void build(SourceWanted wanted) {
        if (built.size() >= MOST_BUILT || files.containsKey(wanted.link())) {
            throw Fault.refused("python.source-package", wanted.called())
                    .at(by(wanted).shown())
                    .exception();
        }
        request(true);
        try {
            BuiltWheel wheel = builds.wheel(wanted, run, by(wanted), progress);
            files.put(wanted.link(), wheel.file());
            built.put(wheel.url(), wheel);
        } catch (FaultException failure) {
            throw failure.fault().where().isEmpty()
                    ? failure.fault().at(by(wanted).shown()).exception(failure)
                    : failure;
        }
    }

    /** The repository whose file asks for it, be it by a file that this one names. */
    private Asking by(SourceWanted wanted) {
        return asked.by().stream()
                .filter(one -> wanted.asker().contains(" " + one.repository() + "/"))
                .findFirst()
                .orElse(asked.by().getFirst());
    }

    /** Puts what was chosen into its folder. */
    void install(Path log) {
        request(false);
        if (!perform(run.install(), log).succeeded()) {
            throw fault(host.read(log));
        }
    }

    /** As a release freezes it. */
    List<PythonPackage> frozen(List<Wheel> chosen) {
        return chosen.stream().map(wheel -> wheel.frozen(built)).toList();
    }

    /** @param optionsOnly whether pip takes of the files where packages are, and not which */
    private void request(boolean optionsOnly) {
        host.write(
                run.request(),
                JSON.writeValueAsString(Map.of("built", files, "options-only", optionsOnly)),
                "0600",
                PipPackages.owner(host));
    }

    private CommandResult perform(Command command, Path log) {
        return PipRun.perform(host, command, log, PipWords::told, progress);
    }

    private FaultException fault(String said) {
        return PipWords.fault(said, run.requirements(), host::read).exception();
    }
}
