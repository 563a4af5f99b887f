package dev.understudy.targets.python;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.release.PythonPackage;
import dev.understudy.model.text.Sha256;
import dev.understudy.targets.git.NamedRepositories;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Credentials;
import dev.understudy.targets.host.ForeignFile;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.host.Walls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes wheels of sources. A build runs what the source brings: as a user who owns nothing, without any network, in a folder
 * that is thrown away. What it needs to build comes as wheels, fetched before. What was built once is kept.
 */
final class SourceBuild {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Wheels that are fetched for one build, one after the other as it asks for them. */
    private static final int MOST_ASKED = 12;

    /** Bytes of a build's words that are looked at: the last ones. */
    private static final long WORDS = 1 << 18;

    private static final Pattern WHEEL =
            Pattern.compile("[A-Za-z0-9_.]+-[A-Za-z0-9_.!+]+(?:-[0-9][A-Za-z0-9_.]*)?-[\\w.]+-[\\w.]+-[\\w.]+\\.whl");

    private static final String TOLD = "built.json";

    private final Host host;
    private final BuildPlace place;
    private final String python;

    SourceBuild(Host host, BuildPlace place) {
        this(host, place, "");
    }

    private SourceBuild(Host host, BuildPlace place, String python) {
        this.host = host;
        this.place = place;
        this.python = python;
    }

    /** The same for one Python: what was built for another is built again. */
    SourceBuild on(String version) {
        return new SourceBuild(host, place, version);
    }

    /** All that was built and is kept. */
    List<BuiltWheel> all() {
        return kept(List.of()).stream().map(Kept::wheel).toList();
    }

    /**
     * What of it has none of these checksums, and was neither made nor used since a moment.
     *
     * @return the wheels' files, sorted by name
     */
    List<Path> unused(Set<String> named, Instant before) {
        return host.exists(place.kept())
                ? kept(List.of("!", "-newermt", before.toString())).stream()
                        .filter(one -> !named.contains(one.wheel().sha256()))
                        .map(one ->
                                one.folder().resolve(Path.of(one.wheel().file()).getFileName()))
                        .sorted(Comparator.comparing(Path::getFileName).thenComparing(Path::compareTo))
                        .toList()
                : List.of();
    }

    /** Deletes a wheel of {@link #unused}, with all that is told of it. */
    void forget(Path wheel) {
        host.delete(wheel.resolveSibling(""));
    }

    /** @param folder of its own: where the home was copied from, others have theirs */
    private record Kept(Path folder, BuiltWheel wheel) {}

    private List<Kept> kept(List<String> conditions) {
        List<String> words = new ArrayList<>(List.of("find", kept().toString(), "-mindepth", "2", "-maxdepth", "2"));
        words.addAll(List.of("-name", TOLD));
        words.addAll(conditions);
        return host.require(Command.of(words))
                .out()
                .lines()
                .map(Path::of)
                .map(file -> new Kept(file.resolveSibling(""), JSON.readValue(host.read(file), BuiltWheel.class)))
                .toList();
    }

    /** Where wheels are kept; there afterwards. */
    Path kept() {
        host.require(Command.of("install", "-d", "-m", "0755", "--", place.kept()));
        return place.kept();
    }

    /**
     * The wheel of a source.
     *
     * @param run of pip, which fetches what the build needs
     * @param by the repository whose file asks for it
     * @throws FaultException {@code python.not-built}, {@code python.build-lacks-package}, {@code python.build-wants-network},
     *     {@code python.source-outside}, those of {@link NamedRepositories#fetch}
     */
    BuiltWheel wheel(SourceWanted wanted, PipRun run, Asking by, Consumer<String> progress) {
        Path room = run.work().resolveSibling("build");
        host.delete(room);
        host.require(Command.of("install", "-d", "-m", "0755", "--", room));
        try {
            Source source = source(wanted, room, by);
            Path lasting =
                    kept().resolve(Sha256.of(String.join("\n", source.identity(), wanted.subdirectory(), python)));
            if (host.exists(lasting.resolve(TOLD))) {
                host.require(Command.of("touch", "--", lasting.resolve(TOLD)));
            } else {
                progress.accept("Building " + wanted.called());
                make(wanted, source, run, room, lasting, progress);
            }
            return JSON.readValue(host.read(lasting.resolve(TOLD)), BuiltWheel.class);
        } finally {
            host.delete(room);
        }
    }

    /**
     * @param identity {@code sha256:HEX} or {@code git:COMMIT}
     * @param from where it came from, without credentials
     * @param path the archive or the folder
     * @param checked what pip compares with the checksums that a requirement names
     */
    private record Source(
            PythonPackage.Origin origin, String identity, String from, Path path, Map<String, Object> checked) {}

    private Source source(SourceWanted wanted, Path room, Asking by) {
        String below = wanted.subdirectory().isEmpty() ? "" : "#subdirectory=" + wanted.subdirectory();
        String shown = Credentials.redacted(wanted.link()).replaceAll("#.*", "") + below;
        return switch (wanted.kind()) {
            case ARCHIVE -> {
                Path archive =
                        room.resolve("archive").resolve(Path.of(wanted.path()).getFileName());
                host.require(Command.of("install", "-d", "-m", "0755", "--", archive.resolveSibling("")));
                host.require(Command.of("mv", "-T", "--", wanted.path(), archive));
                host.require(Command.of("chmod", "0644", "--", archive));
                String sum = sum(archive);
                yield new Source(
                        PythonPackage.Origin.SOURCE,
                        "sha256:" + sum,
                        shown,
                        archive,
                        Map.of("hashes", Map.of("sha256", sum)));
            }
            case FOLDER -> {
                Path folder = within(by, wanted);
                Path copy = room.resolve("source");
                host.require(Command.of("cp", "-a", "-T", "--", folder, copy));
                yield new Source(
                        PythonPackage.Origin.FOLDER,
                        "sha256:" + sumOfFolder(copy),
                        by.repository().relativize(folder).toString(),
                        copy,
                        Map.of());
            }
            case GIT -> {
                NamedRepositories.Fetched fetched =
                        place.repositories().fetch(by.url(), wanted.url(), wanted.revision());
                Path copy = room.resolve("source");
                fetched.mirror().export(fetched.commit(), copy);
                yield new Source(
                        PythonPackage.Origin.GIT, "git:" + fetched.commit(), fetched.url() + below, copy, Map.of());
            }
        };
    }

    /** The folders that pip sees are those of its sandbox, which are other ones than this machine's. */
    private Path within(Asking by, SourceWanted wanted) {
        Path folder = Path.of(wanted.path()).normalize();
        String real = host.require(Command.of("realpath", "--", folder)).out().strip();
        String repository = host.require(Command.of("realpath", "--", by.repository()))
                .out()
                .strip();
        if (!Path.of(real).startsWith(repository)) {
            throw Fault.refused("python.source-outside", wanted.called())
                    .at(by.shown())
                    .exception();
        }
        return folder;
    }

    private void make(
            SourceWanted wanted, Source source, PipRun run, Path whole, Path lasting, Consumer<String> progress) {
        Room room = new Room(whole, whole.resolve("work"), whole.resolve("needs"), whole.resolve("work/made"));
        for (Path folder : List.of(room.work(), room.made(), room.needs())) {
            host.require(Command.of("install", "-d", "-m", "0755", "--", folder));
        }
        host.write(PipRun.program(room.work()), PipRun.script("building.py"), "0644", null);
        String target = target(wanted, source, room);
        if (!place.user().isEmpty()) {
            new SystemUsers(host).ensure(place.user());
            host.require(Command.of("chown", "-R", "-h", place.user() + ":" + place.user(), "--", room.work()));
        }
        perform(wanted, run, room, target, progress);
        keep(wanted, source, room, lasting);
    }

    /** What pip is to build. A folder goes where its build may write: many write beside what they build. */
    private String target(SourceWanted wanted, Source source, Room room) {
        if (source.origin() == PythonPackage.Origin.SOURCE) {
            String below = wanted.subdirectory();
            return below.isEmpty() ? source.path().toString() : source.path().toUri() + "#subdirectory=" + below;
        }
        Path copy = room.work().resolve("source");
        host.require(Command.of("mv", "-T", "--", source.path(), copy));
        Path folder = copy.resolve(wanted.subdirectory()).normalize();
        if (!folder.startsWith(copy)) {
            throw Fault.refused("python.source-outside", wanted.called()).exception();
        }
        return folder.toString();
    }

    /**
     * The folders of one build.
     *
     * @param work that it writes in
     * @param needs the wheels that it needs
     * @param made where it puts what it makes
     */
    private record Room(Path whole, Path work, Path needs, Path made) {}

    private void perform(SourceWanted wanted, PipRun run, Room room, String target, Consumer<String> progress) {
        Path log = room.whole().resolve("build.log");
        Set<String> asked = new HashSet<>();
        while (true) {
            CommandResult result = PipRun.perform(
                    host,
                    run.build(new PipRun.Build(
                            place.user(), target, room.whole(), room.work(), room.needs(), room.made())),
                    log,
                    BuildWords::told,
                    progress);
            if (!place.user().isEmpty()) {
                Walls.forget(place.user());
            }
            if (result.succeeded()) {
                return;
            }
            String said = text(log);
            Optional<String> lacking = BuildWords.lacking(said).filter(one -> asked.size() < MOST_ASKED);
            if (lacking.isEmpty() || !asked.add(lacking.get())) {
                throw BuildWords.fault(wanted.called(), said).exception();
            }
            fetch(lacking.get(), wanted, run, room, progress);
        }
    }

    private void fetch(String requirement, SourceWanted wanted, PipRun run, Room room, Consumer<String> progress) {
        Path fetched =
                run.work().resolve("needs").resolve(Sha256.of(requirement).substring(0, 16));
        if (!host.exists(fetched)) {
            progress.accept("Fetching " + requirement + " to build " + wanted.called());
            Path log = room.whole().resolve("fetch.log");
            CommandResult result = PipRun.perform(host, run.fetch(requirement, fetched), log, PipWords::told, progress);
            if (!result.succeeded()) {
                throw Fault.refused("python.build-lacks-wheel", wanted.called(), requirement, PipWords.end(text(log)))
                        .exception();
            }
        }
        if (requirement.equals(BuildWords.FORMER_SETUPTOOLS)) {
            host.require(Command.of("find", room.needs(), "-name", "setuptools-*.whl", "-delete"));
        }
        host.require(Command.of("cp", "-R", "-T", "--", fetched, room.needs()));
        host.require(Command.of("chmod", "-R", "u=rwX,go=rX", "--", room.needs()));
    }

    /** What the build has left is a stranger's: one file is taken, and only where it is one. */
    private void keep(SourceWanted wanted, Source source, Room room, Path lasting) {
        List<String> names = host.require(Command.of("find", room.made(), "-mindepth", "1", "-printf", "%y %f\\n"))
                .out()
                .lines()
                .toList();
        if (names.size() != 1
                || !names.getFirst().startsWith("f ")
                || !WHEEL.matcher(names.getFirst().substring(2)).matches()) {
            throw Fault.refused("python.not-built", wanted.called(), "no wheel, but " + names.size() + " files")
                    .exception();
        }
        Path whole = room.whole().resolve("whole");
        Path wheel = whole.resolve(names.getFirst().substring(2));
        host.require(Command.of("install", "-d", "-m", "0755", "--", whole));
        host.require(Command.of("cp", "-P", "--", room.made().resolve(wheel.getFileName()), wheel));
        host.require(Command.of("chmod", "0644", "--", wheel));
        List<String> with = sums(room.needs());
        Path file = lasting.resolve(wheel.getFileName());
        BuiltWheel built =
                new BuiltWheel(file.toString(), source.origin(), source.from(), source.identity(), sum(wheel), with);
        // pip reads it beside a wheel of its cache, and tells the address in its report.
        Map<String, Object> origin = Map.of("url", file.toUri().toString(), "archive_info", source.checked());
        host.write(whole.resolve("origin.json"), JSON.writeValueAsString(origin), "0644", null);
        host.write(whole.resolve(TOLD), JSON.writeValueAsString(built), "0644", null);
        host.require(Command.of("sync", "-f", whole));
        host.delete(lasting);
        host.require(Command.of("mv", "--no-target-directory", "--", whole, lasting));
    }

    private String sum(Path file) {
        return host.require(Command.of("sha256sum", "--", file))
                .out()
                .split(" ", -1)[0]
                .replace("\\", "");
    }

    private List<String> sums(Path folder) {
        return host.require(Command.of("sh", "-c", "cd \"$1\" && find . -type f -exec sha256sum {} +", "sh", folder))
                .out()
                .lines()
                .map(line -> line.split("  \\./", 2))
                .filter(words -> words.length == 2)
                .map(words -> words[1] + " sha256:" + words[0])
                .sorted()
                .toList();
    }

    private String sumOfFolder(Path folder) {
        return host.require(Command.of(
                        "sh",
                        "-c",
                        "tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -C \"$1\" -cf - . | sha256sum",
                        "sh",
                        folder))
                .out()
                .split(" ", -1)[0];
    }

    private static String text(Path log) {
        try {
            return ForeignFile.exists(log) ? ForeignFile.text(log, WORDS) : "";
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
