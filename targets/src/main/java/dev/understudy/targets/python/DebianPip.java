package dev.understudy.targets.python;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.FollowedFile;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.runtime.DebianMirror;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * pip as Debian's stable suite has it, whose version knows the Pythons of all series; that of the host, or of an old suite,
 * does not. Fetched once, for all homes of this machine.
 */
final class DebianPip {

    private static final String SUITE = "trixie";
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Host host;
    private final Path folder;

    /**
     * @param cache big downloads of this machine
     */
    DebianPip(Host host, Path cache) {
        this.host = host;
        this.folder = cache.resolve("pip");
    }

    /** pip's wheel. Throws {@code python.no-pip}, {@code python.pip-needs-root}. */
    Path wheel(Consumer<String> progress) {
        return find(folder).orElseGet(() -> fetch(progress));
    }

    private Path fetch(Consumer<String> progress) {
        if (!host.root()) {
            throw Fault.refused("python.pip-needs-root").exception();
        }
        progress.accept("Fetching pip");
        String mirror = DebianMirror.of(host);
        host.require(Command.of("mkdir", "-p", "--", folder));
        host.require(leftovers());
        Path fresh = Path.of(host.require(Command.of("mktemp", "-d", folder.resolve(".new-XXXXXXXX")))
                .out()
                .strip());
        Path log = fresh.resolve("log");
        try {
            Path packages = fresh.resolve("debian");
            CommandResult fetched = FollowedFile.run(
                    host,
                    Command.of(
                                    "mmdebstrap",
                                    "--mode=root",
                                    "--format=directory",
                                    "--variant=extract",
                                    "--aptopt=APT::Install-Recommends \"false\"",
                                    "--aptopt=Acquire::Retries \"3\"",
                                    "--include=python3-pip-whl",
                                    SUITE,
                                    packages,
                                    "deb " + mirror + " " + SUITE + " main")
                            .within(LIMIT)
                            .whileItMoves(),
                    log,
                    DebianMirror::told,
                    progress);
            Path wheel = Optional.of(fetched)
                    .filter(CommandResult::succeeded)
                    .flatMap(done -> find(packages.resolve("usr/share/python-wheels")))
                    .orElseThrow(() -> noPip(log));
            Path place = folder.resolve(wheel.getFileName());
            host.require(Command.of("chmod", "0644", "--", wheel));
            host.require(Command.of("mv", "-T", "--", wheel, place));
            return place;
        } finally {
            host.delete(fresh);
        }
    }

    /** Removes what a killed Understudy left, once it is a day old: another home may be fetching now. */
    private Command leftovers() {
        return Command.of(
                "find",
                folder,
                "-maxdepth",
                "1",
                "-name",
                ".new-*",
                "-mmin",
                "+1440",
                "-exec",
                "rm",
                "-rf",
                "--",
                "{}",
                "+");
    }

    private RuntimeException noPip(Path log) {
        String said = host.exists(log) ? host.read(log).strip() : "";
        return Fault.failed("python.no-pip", said.substring(Math.max(0, said.length() - 1000)))
                .exception();
    }

    private Optional<Path> find(Path place) {
        String found = host.run(Command.of(
                        List.of("find", place.toString(), "-maxdepth", "1", "-name", "pip-*.whl", "-type", "f")))
                .out();
        return Stream.of(found.split("\n", -1))
                .filter(line -> !line.isBlank())
                .map(Path::of)
                .findFirst();
    }
}
