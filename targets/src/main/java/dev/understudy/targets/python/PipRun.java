package dev.understudy.targets.python;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.FollowedFile;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.runtime.OdooPython;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
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
 * @param requirements each in its repository, which pip may read: it may name other files of it
 * @param kept the folder of the wheels that were built here
 */
record PipRun(
        OdooPython python,
        Path pip,
        PipSettings settings,
        Path work,
        PipPackages.Origin origin,
        List<Path> there,
        List<Path> requirements,
        Path kept) {

    private static final Duration LIMIT = Duration.ofMinutes(30);

    /** Nobody looks into what is built with a debugger, and it takes half of the time. */
    private static final String QUICK = "-g0";

    /** The first day that a wheel, which is a zip, can name: the same source makes the same wheel. */
    private static final String EPOCH = "315532800";

    private static final List<String> USUAL =
            List.of("--no-input", "--disable-pip-version-check", "--progress-bar", "off");

    /** What pip says of the packages that it has chosen. */
    Path report() {
        return work.resolve("report.json");
    }

    /** The files of the packages that it has chosen. */
    Path chosen() {
        return work.resolve("chosen.txt");
    }

    /** What pip is told besides its options: {@code pip.py} reads it. */
    Path request() {
        return work.resolve("request.json");
    }

    /** What pip came to and cannot install as it is. */
    Path wanted() {
        return work.resolve("wanted.json");
    }

    /** What runs pip in a folder. */
    static Path program(Path work) {
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
     */
    Command choose() {
        return installing(reported());
    }

    /** The same without asking whether the packages agree. */
    Command chooseAsWritten() {
        List<String> words = new ArrayList<>(List.of("--use-deprecated=legacy-resolver"));
        words.addAll(reported());
        return installing(words);
    }

    private List<String> reported() {
        List<String> words = new ArrayList<>(List.of("--dry-run", "--report", report().toString()));
        requirements.forEach(file -> words.addAll(List.of("-r", file.toString())));
        return words;
    }

    /** Installs what was chosen, and nothing else. The repositories may hold some of it. */
    Command install() {
        return installing(List.of("--no-deps", "--target", packages().toString(), "-r", chosen().toString()));
    }

    private Command installing(List<String> words) {
        return command("install", Stream.concat(Stream.of("--prefer-binary"), words.stream()));
    }

    /** Fetches the wheels of a requirement, and of all that it requires, from where the files say that packages are. */
    Command fetch(String requirement, Path into) {
        List<String> words = new ArrayList<>(List.of("--only-binary", ":all:", "--dest", into.toString()));
        requirements.forEach(file -> words.addAll(List.of("-r", file.toString())));
        words.add(requirement);
        return command("download", words.stream());
    }

    private Command command(String verb, Stream<String> words) {
        List<Path> repositories = requirements.stream()
                .map(file -> Objects.requireNonNull(file.getParent()))
                .toList();
        List<String> arguments = new ArrayList<>(begin(program(work), work));
        arguments.add(verb);
        arguments.addAll(USUAL);
        arguments.addAll(List.of("--cache-dir", work.resolve("cache").toString()));
        words.forEach(arguments::add);
        List<Path> read = Stream.of(List.of(pip, kept), there, repositories, settings.named())
                .flatMap(List::stream)
                .toList();
        Command command = Command.of(python.python(read, List.of(work), arguments))
                .with("HOME", "/tmp")
                // Not in memory, where /tmp is.
                .with("TMPDIR", work.toString())
                .with("PIP_CONFIG_FILE", configuration().toString())
                .with("CFLAGS", QUICK)
                // The operator's configuration may be made for people.
                .with("PIP_USER", "0")
                .with("PIP_REQUIRE_VIRTUALENV", "0")
                .within(LIMIT)
                .whileItMoves();
        return settings.with(command);
    }

    private List<String> begin(Path program, Path place) {
        return List.of(
                "-I",
                "-u",
                program.toString(),
                pip.toString(),
                there.stream().map(Path::toString).collect(Collectors.joining(":")),
                place.toString());
    }

    /**
     * One build.
     *
     * @param user as whom; Understudy's own when empty
     * @param target the archive or the folder
     * @param room all that it may read
     * @param work that it may write in
     * @param needs wheels that it needs
     * @param made where it puts the wheel
     */
    record Build(String user, String target, Path room, Path work, Path needs, Path made) {}

    /** Builds a wheel, of what a stranger wrote. */
    Command build(Build build) {
        List<String> arguments = new ArrayList<>(begin(program(build.work()), build.work()));
        arguments.add("wheel");
        arguments.addAll(USUAL);
        arguments.addAll(List.of("--no-cache-dir", "--no-index", "--no-deps", "--use-pep517"));
        arguments.addAll(List.of("--find-links", build.needs().toString()));
        arguments.addAll(List.of("--wheel-dir", build.made().toString(), build.target()));
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("HOME", "/tmp");
        variables.put("TMPDIR", build.work().toString());
        variables.put("LANG", "C.UTF-8");
        variables.put("CFLAGS", QUICK);
        variables.put("SOURCE_DATE_EPOCH", EPOCH);
        variables.put("PIP_CONFIG_FILE", "/dev/null");
        List<Path> read =
                Stream.concat(Stream.of(pip, build.room()), there.stream()).toList();
        return Command.of(python.alone(build.user(), variables, read, List.of(build.work()), arguments))
                .within(LIMIT)
                .whileItMoves();
    }

    /**
     * Runs pip to its end, with its words in a file.
     *
     * @throws FaultException {@code python.too-slow}
     */
    static CommandResult perform(
            Host host,
            Command command,
            Path log,
            Function<String, Optional<String>> telling,
            Consumer<String> progress) {
        try {
            return FollowedFile.run(host, command, log, telling, progress);
        } catch (FaultException failure) {
            if (failure.fault().code().equals("host.timed-out")) {
                throw Fault.failed("python.too-slow", command.timeout().toMinutes())
                        .exception(failure);
            }
            throw failure;
        }
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
