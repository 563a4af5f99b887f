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
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Installs packages with pip, for the Python of an Odoo that Understudy keeps. pip first chooses among what Odoo has and what
 * the index has; then exactly what it chose is put into a folder of its own. Wheels only: nothing that a package brings
 * is executed.
 */
public final class PipPackages implements PythonPackages {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration ASKING = Duration.ofMinutes(2);
    private static final String LIST = "installed.txt";

    /** Whom pip runs as, where it can. */
    private static final String OWNER = "nobody:nogroup";

    private static final Duration LONG = Duration.ofMinutes(30);

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
    public synchronized void install(List<Path> requirements, Path folder, Consumer<String> progress) {
        if (host.exists(folder)) {
            return;
        }
        python.build(progress);
        Path wheel = pip.wheel(progress);
        // Nobody but root comes to what pip writes as long as pip may write it.
        Path fresh = folder.resolveSibling("." + folder.getFileName() + ".new");
        Path work = fresh.resolve("work");
        host.delete(fresh);
        host.require(Command.of("install", "-d", "-m", "0755", "--", fresh.resolveSibling("")));
        host.require(Command.of("install", "-d", "-m", "0700", "--", fresh));
        try {
            PipRun run = new PipRun(python, wheel, PipSettings.of(host, environment), work);
            for (Path writable : List.of(work, run.packages())) {
                host.require(Command.of("install", "-d", "-m", "0700", "--", writable));
                if (host.root()) {
                    host.require(Command.of("chown", OWNER, "--", writable));
                }
            }
            host.write(run.program(), PipRun.script(), "0644", null);
            host.write(run.configuration(), run.settings().file(), "0600", owner());
            List<Wheel> chosen = perform(run, requirements, fresh.resolve("pip.log"), progress);
            keep(fresh, run, chosen, folder);
        } finally {
            host.delete(fresh);
        }
    }

    private List<Wheel> perform(PipRun run, List<Path> requirements, Path log, Consumer<String> progress) {
        pip(run.choose(requirements), requirements, log, progress);
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
    public MissingParts missing(Needed needed, Path folder) {
        if (needed.packages().isEmpty() && needed.programs().isEmpty()) {
            return new MissingParts(List.of(), List.of());
        }
        List<Path> own = path(folder);
        String said = host.require(Command.of(
                                python.python(own, List.of(), List.of("-B", "-c", PipRun.script("missing.py"))))
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
