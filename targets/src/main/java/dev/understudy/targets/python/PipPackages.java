package dev.understudy.targets.python;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.FollowedFile;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.runtime.OdooPython;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Installs packages with pip, for the Python of an Odoo that Understudy keeps. pip first chooses among what Odoo has and what
 * the index has; then exactly what it chose is put into a folder of its own. Of what repositories ask for wheels only:
 * nothing that a package brings is executed. What Odoo itself asks for is built where the index has its source alone.
 */
public final class PipPackages implements PythonPackages {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration ASKING = Duration.ofMinutes(2);
    private static final String LIST = "installed.txt";

    /** Whom pip runs as, where it can. */
    private static final String OWNER = "nobody:nogroup";

    private static final Duration LONG = Duration.ofMinutes(30);

    /** What pip may take. */
    enum Origin {
        /** What is installed as it is. */
        WHEEL("pip.py", "--only-binary :all:"),
        /** The source too, whose build executes what it brings. */
        WHEEL_OR_SOURCE("building.py", "--prefer-binary");

        private final String program;
        private final String options;

        Origin(String program, String options) {
            this.program = program;
            this.options = options;
        }

        /** The file of these classes that runs pip. */
        String program() {
            return program;
        }

        List<String> options() {
            return List.of(options.split(" ", -1));
        }
    }

    private final Host host;
    private final OdooPython python;
    private final Map<String, String> environment;
    private final DebianPip pip;

    /**
     * @param cache big downloads of this machine
     * @param environment the variables of this process, which may say where the index is
     */
    public PipPackages(Host host, OdooPython python, Path cache, Map<String, String> environment) {
        this.host = host;
        this.python = python;
        this.environment = Map.copyOf(environment);
        this.pip = new DebianPip(host, cache);
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
                    List.of(requirements),
                    new Ground(Optional.of(odoo), List.of()),
                    Origin.WHEEL_OR_SOURCE,
                    folder,
                    progress);
        } else {
            python.of(odoo).build(progress);
        }
    }

    @Override
    public synchronized void install(List<Path> requirements, Ground ground, Path folder, Consumer<String> progress) {
        make(requirements, ground, Origin.WHEEL, folder, progress);
    }

    private void make(List<Path> requirements, Ground ground, Origin origin, Path folder, Consumer<String> progress) {
        if (host.exists(folder)) {
            return;
        }
        OdooPython own = on(ground);
        own.build(progress);
        Path wheel = pip.wheel(progress);
        // Nobody but root comes to what pip writes as long as pip may write it.
        Path fresh = folder.resolveSibling("." + folder.getFileName() + ".new");
        Path work = fresh.resolve("work");
        host.delete(fresh);
        host.require(Command.of("install", "-d", "-m", "0755", "--", fresh.resolveSibling("")));
        host.require(Command.of("install", "-d", "-m", "0700", "--", fresh));
        try {
            PipRun run = new PipRun(own, wheel, PipSettings.of(host, environment), work, origin, ground.packages());
            for (Path writable : List.of(work, run.packages())) {
                host.require(Command.of("install", "-d", "-m", "0700", "--", writable));
                if (host.root()) {
                    host.require(Command.of("chown", OWNER, "--", writable));
                }
            }
            host.write(run.program(), PipRun.script(origin.program()), "0644", null);
            host.write(run.configuration(), run.settings().file(), "0600", owner());
            List<Wheel> chosen = perform(run, requirements, fresh.resolve("pip.log"), progress);
            keep(fresh, run, chosen, folder);
        } finally {
            host.delete(fresh);
        }
    }

    private OdooPython on(Ground ground) {
        return ground.odoo().map(python::of).orElse(python);
    }

    private List<Wheel> perform(PipRun run, List<Path> requirements, Path log, Consumer<String> progress) {
        choose(run, requirements, log, progress);
        List<Wheel> chosen = Wheel.ofReport(host.read(run.report()));
        if (!chosen.isEmpty()) {
            host.write(
                    run.chosen(),
                    chosen.stream().map(Wheel::requirement).collect(Collectors.joining("\n", "", "\n")),
                    "0600",
                    owner());
            pip(run.install(requirements), requirements, log, progress);
        }
        return chosen;
    }

    /** Odoo's own requirements have contradicted each other, after a correction of one; people install them all the same. */
    private void choose(PipRun run, List<Path> requirements, Path log, Consumer<String> progress) {
        try {
            pip(run.choose(requirements), requirements, log, progress);
        } catch (FaultException failure) {
            if (run.origin() != Origin.WHEEL_OR_SOURCE || !host.read(log).contains("ResolutionImpossible")) {
                throw failure;
            }
            progress.accept(
                    "The versions that " + REQUIREMENTS + " of Odoo names contradict each other: taken as written");
            pip(run.chooseAsWritten(requirements), requirements, log, progress);
        }
    }

    private void pip(Command command, List<Path> requirements, Path log, Consumer<String> progress) {
        try {
            CommandResult result = FollowedFile.run(host, command, log, PipWords::told, progress);
            if (!result.succeeded()) {
                throw PipWords.fault(host.read(log), requirements, host::read).exception();
            }
        } catch (FaultException failure) {
            if (failure.fault().code().equals("host.timed-out")) {
                throw Fault.failed("python.too-slow", command.timeout().toMinutes())
                        .exception(failure);
            }
            throw failure;
        }
    }

    /** What pip installed becomes Understudy's own, like the code, and visible at once. */
    private void keep(Path fresh, PipRun run, List<Wheel> chosen, Path folder) {
        Path whole = fresh.resolve("whole");
        host.require(Command.of("install", "-d", "-m", "0755", "--", whole));
        host.require(Command.of("mv", "--", run.packages(), whole.resolve("lib")));
        host.write(
                whole.resolve(LIST),
                chosen.stream().map(wheel -> wheel.shown() + "\n").collect(Collectors.joining()),
                "0644",
                null);
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

    private @Nullable String owner() {
        return host.root() ? OWNER : null;
    }

    @Override
    public MissingParts missing(Needed needed, Ground ground, Path folder) {
        if (needed.packages().isEmpty() && needed.programs().isEmpty()) {
            return new MissingParts(List.of(), List.of());
        }
        List<Path> own =
                Stream.concat(path(folder).stream(), ground.packages().stream()).toList();
        String said = host.require(Command.of(
                                on(ground).python(own, List.of(), List.of("-B", "-c", PipRun.script("missing.py"))))
                        .with("PYTHONPATH", own.stream().map(Path::toString).collect(Collectors.joining(":")))
                        .withInput(
                                JSON.writeValueAsString(Map.of("python", needed.packages(), "bin", needed.programs())))
                        .within(ASKING))
                .out();
        return new MissingParts(after("python ", said), after("bin ", said));
    }

    private static List<String> after(String word, String said) {
        return said.lines()
                .filter(line -> line.startsWith(word))
                .map(line -> line.substring(word.length()))
                .toList();
    }

    @Override
    public List<Path> path(Path folder) {
        return host.exists(folder) ? List.of(folder.resolve("lib")) : List.of();
    }

    @Override
    public List<String> installed(Path folder) {
        Path list = folder.resolve(LIST);
        return host.exists(list) ? host.read(list).lines().toList() : List.of();
    }
}
