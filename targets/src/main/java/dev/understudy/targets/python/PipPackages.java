package dev.understudy.targets.python;

import dev.understudy.model.release.PythonPackage;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.runtime.OdooPython;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Installs packages with pip, for the Python of an Odoo that Understudy keeps. pip first chooses among what Odoo has and what
 * the index has; then exactly what it chose is put into a folder of its own. While it chooses and installs what repositories
 * ask for, nothing that a package brings is executed: what has no wheel is {@linkplain SourceBuild built} apart. What Odoo itself
 * asks for is built by pip where the index has its source alone.
 */
public final class PipPackages implements PythonPackages {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration ASKING = Duration.ofMinutes(2);
    private static final String LIST = "installed.json";

    /** Names and versions alone, of releases of earlier versions of Understudy. */
    private static final String FORMER_LIST = "installed.txt";

    private static final TypeReference<List<PythonPackage>> PACKAGES = new TypeReference<>() {};

    /** Whom pip runs as, where it can. */
    private static final String OWNER = "nobody:nogroup";

    private static final Duration LONG = Duration.ofMinutes(30);

    /** What pip may take. */
    enum Origin {
        /** What is installed as it is; sources are built apart. */
        WHEEL("pip.py"),
        /** The source too, whose build executes what it brings. */
        WHEEL_OR_SOURCE("building.py");

        private final String program;

        Origin(String program) {
            this.program = program;
        }

        /** The file of these classes that runs pip. */
        String program() {
            return program;
        }
    }

    private final Host host;
    private final OdooPython python;
    private final Map<String, String> environment;
    private final DebianPip pip;
    private final SourceBuild builds;

    /**
     * @param cache big downloads of this machine
     * @param builds what makes wheels of sources
     * @param environment the variables of this process, which may say where the index is
     */
    public PipPackages(Host host, OdooPython python, Path cache, BuildPlace builds, Map<String, String> environment) {
        this.host = host;
        this.python = python;
        this.environment = Map.copyOf(environment);
        this.pip = new DebianPip(host, cache);
        this.builds = new SourceBuild(host, builds);
    }

    @Override
    public boolean possible() {
        return true;
    }

    @Override
    public synchronized void prepare(Path odoo, Path folder, Consumer<String> progress) {
        Path requirements = odoo.resolve(REQUIREMENTS);
        if (host.exists(requirements)) {
            make(
                    new Resolution.Asked(List.of(new Asking(requirements, "")), List.of()),
                    new Ground(Optional.of(odoo), List.of()),
                    Origin.WHEEL_OR_SOURCE,
                    folder,
                    progress);
        } else {
            python.of(odoo).build(progress);
        }
    }

    @Override
    public synchronized void install(
            List<Asking> asking, List<PythonPackage> frozen, Ground ground, Path folder, Consumer<String> progress) {
        make(new Resolution.Asked(asking, frozen), ground, Origin.WHEEL, folder, progress);
    }

    private void make(Resolution.Asked asked, Ground ground, Origin origin, Path folder, Consumer<String> progress) {
        if (host.exists(folder)) {
            return;
        }
        OdooPython own = on(ground);
        String version = own.build(progress);
        Path wheel = pip.wheel(progress);
        // Nobody but root comes to what pip writes as long as pip may write it.
        Path fresh = folder.resolveSibling("." + folder.getFileName() + ".new");
        Path work = fresh.resolve("work");
        host.delete(fresh);
        host.require(Command.of("install", "-d", "-m", "0755", "--", fresh.resolveSibling("")));
        host.require(Command.of("install", "-d", "-m", "0700", "--", fresh));
        try {
            PipRun run = new PipRun(
                    own,
                    wheel,
                    PipSettings.of(host, environment),
                    work,
                    origin,
                    ground.packages(),
                    asked.by().stream().map(Asking::requirements).toList(),
                    builds.kept());
            for (Path writable : List.of(work, run.packages())) {
                host.require(Command.of("install", "-d", "-m", "0700", "--", writable));
                if (host.root()) {
                    host.require(Command.of("chown", OWNER, "--", writable));
                }
            }
            host.write(PipRun.program(work), PipRun.script(origin.program()), "0644", null);
            host.write(run.configuration(), run.settings().file(), "0600", owner(host));
            Resolution resolution = new Resolution(host, run, builds.on(version), asked, progress);
            List<PythonPackage> chosen = perform(run, resolution, fresh.resolve("pip.log"));
            keep(fresh, run, chosen, folder);
        } finally {
            host.delete(fresh);
        }
    }

    private OdooPython on(Ground ground) {
        return ground.odoo().map(python::of).orElse(python);
    }

    private List<PythonPackage> perform(PipRun run, Resolution resolution, Path log) {
        List<Wheel> chosen = resolution.choose(log);
        if (!chosen.isEmpty()) {
            host.write(
                    run.chosen(),
                    chosen.stream().map(Wheel::requirement).collect(Collectors.joining("\n", "", "\n")),
                    "0600",
                    owner(host));
            resolution.install(log);
        }
        return resolution.frozen(chosen);
    }

    /** What pip installed becomes Understudy's own, like the code, and visible at once. */
    private void keep(Path fresh, PipRun run, List<PythonPackage> chosen, Path folder) {
        Path whole = fresh.resolve("whole");
        host.require(Command.of("install", "-d", "-m", "0755", "--", whole));
        host.require(Command.of("mv", "--", run.packages(), whole.resolve("lib")));
        host.write(whole.resolve(LIST), JSON.writeValueAsString(chosen), "0644", null);
        if (host.root()) {
            host.require(Command.of("chown", "-R", "-h", "root:root", "--", whole)
                    .within(LONG)
                    .whileItMoves());
        }
        host.require(Command.of("chmod", "-R", "u=rwX,go=rX", "--", whole)
                .within(LONG)
                .whileItMoves());
        host.require(Command.of("sync", "-f", whole).within(LONG).whileItMoves());
        host.require(Command.of("mv", "--no-target-directory", "--", whole, folder));
    }

    /** Whose the files are that pip alone may read. */
    static @Nullable String owner(Host host) {
        return host.root() ? OWNER : null;
    }

    @Override
    public MissingParts missing(Needed needed, Ground ground, Path folder) {
        if (needed.packages().isEmpty() && needed.programs().isEmpty()) {
            return MissingParts.NONE;
        }
        List<Path> own =
                Stream.concat(path(folder).stream(), ground.packages().stream()).toList();
        String said = host.require(Command.of(
                                on(ground).python(own, List.of(), List.of("-B", "-c", PipRun.script("missing.py"))))
                        .with("PYTHONPATH", own.stream().map(Path::toString).collect(Collectors.joining(":")))
                        .withInput(JSON.writeValueAsString(
                                Map.of("python", needed.packages(), "bin", needed.programs(), "odoo", looking(ground))))
                        .within(ASKING))
                .out();
        return new MissingParts(after("python ", said), after("bin ", said), after("unread ", said));
    }

    /** The code by which an Odoo that a release brings looks for packages; empty where its own Python has that Odoo. */
    private String looking(Ground ground) {
        return ground.odoo()
                .map(odoo -> odoo.resolve("odoo/modules/module.py"))
                .filter(host::exists)
                .map(host::read)
                .orElse("");
    }

    private static List<String> after(String word, String said) {
        return said.lines()
                .filter(line -> line.startsWith(word))
                .map(line -> line.substring(word.length()))
                .toList();
    }

    @Override
    public List<Path> unused(Set<String> named, Instant before) {
        return builds.unused(named, before);
    }

    @Override
    public synchronized List<Path> forget(Set<String> named, Instant before) {
        List<Path> unused = builds.unused(named, before);
        unused.forEach(builds::forget);
        return unused;
    }

    @Override
    public List<Path> path(Path folder) {
        return host.exists(folder) ? List.of(folder.resolve("lib")) : List.of();
    }

    @Override
    public List<PythonPackage> installed(Path folder) {
        Path list = folder.resolve(LIST);
        if (host.exists(list)) {
            return JSON.readValue(host.read(list), PACKAGES);
        }
        Path former = folder.resolve(FORMER_LIST);
        return host.exists(former)
                ? host.read(former).lines().map(PipPackages::former).toList()
                : List.of();
    }

    private static PythonPackage former(String line) {
        String[] words = line.split("==", 2);
        return new PythonPackage(
                words[0], words.length < 2 ? "" : words[1], PythonPackage.Origin.WHEEL, "", "", "", List.of());
    }
}
