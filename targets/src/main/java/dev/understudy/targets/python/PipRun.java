package dev.understudy.targets.python;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.runtime.OdooPython;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * pip's command lines in one working folder.
 *
 * @param pip its wheel
 * @param settings the operator's
 * @param work a folder that pip may write: its report, what it fetches, what it installs
 * @param origin what may be taken
 * @param there folders of packages that are there already
 */
record PipRun(
        OdooPython python, Path pip, PipSettings settings, Path work, PipPackages.Origin origin, List<Path> there) {

    private static final Duration LIMIT = Duration.ofMinutes(30);

    /** What pip says of the packages that it has chosen. */
    Path report() {
        return work.resolve("report.json");
    }

    /** The files of the packages that it has chosen. */
    Path chosen() {
        return work.resolve("chosen.txt");
    }

    /** What runs pip. */
    Path program() {
        return work.resolve("pip.py");
    }

    Path configuration() {
        return work.resolve("pip.conf");
    }

    /** The folder of what is installed. */
    Path packages() {
        return work.resolve("lib");
    }

    /**
     * Chooses the packages that Odoo's Python lacks, as {@code pip install} would there; installs nothing.
     *
     * @param requirements each in its repository, which pip may read: it may name other files of it
     */
    Command choose(List<Path> requirements) {
        List<String> words = new ArrayList<>(List.of("--dry-run", "--report", report().toString()));
        requirements.forEach(file -> words.addAll(List.of("-r", file.toString())));
        return command(words, requirements);
    }

    /** The same without asking whether the packages agree. */
    Command chooseAsWritten(List<Path> requirements) {
        List<String> words = new ArrayList<>(List.of("--use-deprecated=legacy-resolver"));
        words.addAll(List.of("--dry-run", "--report", report().toString()));
        requirements.forEach(file -> words.addAll(List.of("-r", file.toString())));
        return command(words, requirements);
    }

    /** Installs what was chosen, and nothing else. The repositories may hold some of it. */
    Command install(List<Path> requirements) {
        return command(
                List.of("--no-deps", "--target", packages().toString(), "-r", chosen().toString()), requirements);
    }

    private Command command(List<String> words, List<Path> requirements) {
        List<Path> repositories = requirements.stream()
                .map(file -> Objects.requireNonNull(file.getParent()))
                .toList();
        List<String> arguments = new ArrayList<>(List.of("-I", "-u", program().toString(), pip.toString()));
        arguments.add(there.stream().map(Path::toString).collect(Collectors.joining(":")));
        arguments.add("install");
        arguments.addAll(origin.options());
        arguments.addAll(List.of("--no-input", "--disable-pip-version-check"));
        arguments.addAll(List.of(
                "--progress-bar", "off", "--cache-dir", work.resolve("cache").toString()));
        arguments.addAll(words);
        List<Path> read = Stream.of(List.of(pip), there, repositories, settings.named())
                .flatMap(List::stream)
                .toList();
        Command command = Command.of(python.python(read, List.of(work), arguments))
                .with("HOME", "/tmp")
                // Not in memory, where /tmp is.
                .with("TMPDIR", work.toString())
                .with("PIP_CONFIG_FILE", configuration().toString())
                // Nobody looks into what is built with a debugger, and it takes half of the time.
                .with("CFLAGS", "-g0")
                // The operator's configuration may be made for people.
                .with("PIP_USER", "0")
                .with("PIP_REQUIRE_VIRTUALENV", "0")
                .within(LIMIT)
                .whileItMoves();
        return settings.with(command);
    }

    /** A program of this folder, for Odoo's Python. */
    static String script(String name) {
        try (InputStream stream = Objects.requireNonNull(PipRun.class.getResourceAsStream(name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
