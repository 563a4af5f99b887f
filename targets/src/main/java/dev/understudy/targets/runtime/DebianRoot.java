package dev.understudy.targets.runtime;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.targets.host.Bounds;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Door;
import dev.understudy.targets.host.FollowedFile;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.NamespaceFilter;
import dev.understudy.targets.host.Walls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Odoo from Debian's own packages, in a private root that all homes and environments of this machine share. Made once by
 * mmdebstrap from the mirror that the host's own apt uses; made anew, beside it, when it is damaged.
 */
public final class DebianRoot implements OdooProgram, OdooPython {

    private static final Duration BUILD = Duration.ofMinutes(40);
    private static final String STAMP = "understudy.stamp";
    private static final String ODOO = "/usr/bin/odoo";

    /** No environment is called so. */
    private static final String BUILDS = ".builds";

    private static final String PYTHON = "/usr/bin/python3";
    private static final Path ADDONS = Path.of("usr/lib/python3/dist-packages/odoo/addons");

    private static final long NEEDED_MB = 4_000;
    private static final Pattern NO_NETWORK = Pattern.compile(
            "Could not (resolve|connect)|Temporary failure|Network is unreachable|[Cc]onnection timed out");

    private static final Pattern NO_PACKAGE = Pattern.compile(
            "(?m)^E: (?:Unable to locate package (\\S+)|Package '(\\S+)' has no installation candidate)");

    private final Host host;
    private final String series;
    private final DebianRecipe recipe;
    private final Path roots;
    private final Path root;
    private final Path accounts;
    private final RetiredRoots retired;
    private String listing = "";

    /**
     * @param cache big downloads of this machine
     * @param accounts where the passwd files of environments stand
     * @param packages of Debian's, which the root has besides Odoo
     * @throws dev.understudy.model.fault.FaultException {@code runtime.series-not-in-debian}
     */
    public DebianRoot(Host host, Path cache, Path accounts, String series, List<String> packages) {
        this(host, cache, accounts, series, DebianRecipe.of(series, packages));
    }

    DebianRoot(Host host, Path cache, Path accounts, String series, DebianRecipe recipe) {
        this.host = host;
        this.series = series;
        this.recipe = recipe;
        this.roots = cache.resolve("roots");
        this.root = roots.resolve(recipe.name());
        this.accounts = accounts;
        this.retired = new RetiredRoots(host, root);
    }

    /** The root's folder. */
    public Path directory() {
        return root;
    }

    /**
     * {@code debian:} and the package's version.
     *
     * @param progress told what is going on while the root is built, a line at a time
     * @throws dev.understudy.model.fault.FaultException {@code runtime.series-not-in-debian},
     *     {@code runtime.root-needs-root}, {@code runtime.no-mmdebstrap}, {@code runtime.cache-full},
     *     {@code runtime.no-mirror}, {@code runtime.no-network}, {@code runtime.root-not-built}
     */
    @Override
    public String build(Consumer<String> progress) {
        return "debian:" + ready(progress) + DebianRecipe.asked(recipe.packages());
    }

    /** As {@link #build}; the version of what it was made for. */
    synchronized String ready(Consumer<String> progress) {
        if (!whole()) {
            host.require(Command.of("mkdir", "-p", "--", roots));
            RootLock.holding(beside(".lock"), progress, () -> {
                retired.putBack();
                if (!whole()) {
                    make(progress);
                }
                retired.sweep();
            });
        }
        return stamp().orElseThrow().getFirst();
    }

    @Override
    public List<Path> coreAddons() {
        return List.of(root.resolve(ADDONS));
    }

    /** None: all stand in the package's own folder. */
    @Override
    public List<Path> addonsToName() {
        return List.of();
    }

    @Override
    public Grounds grounds(OdooSetting setting) {
        return new Grounds(Optional.of(root), List.of(ODOO));
    }

    @Override
    public List<String> argv(OdooSetting setting, String mark, List<String> arguments) {
        return sandboxed(
                setting,
                mark,
                Stream.concat(Stream.of(ODOO), arguments.stream()).toList());
    }

    @Override
    public Optional<List<String>> waiting(OdooSetting setting, String mark, List<String> modules) {
        return Optional.of(sandboxed(setting, mark, Standby.program(ODOO, modules)));
    }

    /** The argv that runs a program of the root as the environment's user. */
    List<String> sandboxed(OdooSetting setting, String mark, List<String> program) {
        Path names = names(setting.environment(), setting.user());
        return sandbox().argv(setting, Optional.of(names), mark, program);
    }

    @Override
    public List<String> beside(OdooSetting setting, Errand errand) {
        Path names = names(setting.environment(), setting.user());
        return sandbox().argv(setting, Optional.of(names), errand);
    }

    /** A folder with the files in which a user has a name. */
    private Path names(String folder, String user) {
        Path names = accounts.resolve(folder);
        host.write(names.resolve("passwd"), "root:x:0:0:root:/root:/bin/sh\n" + entry("passwd", user), "0644", null);
        host.write(names.resolve("group"), "root:x:0:\n" + entry("group", user), "0644", null);
        return names;
    }

    private Sandbox sandbox() {
        return new Sandbox(root, NamespaceFilter.in(host, accounts));
    }

    @Override
    public List<String> python(List<Path> read, List<Path> written, List<String> arguments) {
        List<String> program = new ArrayList<>(host.root() ? Door.as(Door.NOBODY) : List.of());
        program.add(PYTHON);
        program.addAll(arguments);
        return sandbox().argv(Walls.bounded(Bounds.ofCopies()), read, written, program);
    }

    @Override
    public List<String> alone(
            String user, Map<String, String> variables, List<Path> read, List<Path> written, List<String> arguments) {
        List<String> program = new ArrayList<>(user.isEmpty() ? List.of() : Door.as(user));
        program.add(PYTHON);
        program.addAll(arguments);
        Optional<Path> names = user.isEmpty() ? Optional.empty() : Optional.of(names(BUILDS, user));
        return sandbox().alone(new Sandbox.Stranger(user, names, Bounds.ofCopies(), variables), read, written, program);
    }

    /** Odoo asks for the name of its user; setpriv for the number of both. */
    private String entry(String database, String user) {
        return user.isEmpty()
                ? ""
                : host.require(Command.of("getent", database, user)).out();
    }

    /** Names and sizes of all files are compared once in the life of this process, the rest each time. */
    private boolean whole() {
        Optional<List<String>> stamp = stamp();
        if (stamp.isEmpty()
                || !stamp.get().get(1).equals(recipe.toString())
                || !recipe.signs().stream().map(root::resolve).allMatch(Files::exists)) {
            return false;
        }
        if (!listing.equals(stamp.get().get(2))) {
            listing = listing(root);
        }
        return listing.equals(stamp.get().get(2));
    }

    /** The version of the package, the recipe, and the checksum of the listing; empty for a root that is not whole. */
    private Optional<List<String>> stamp() {
        Path file = root.resolve(STAMP);
        return Optional.of(file)
                .filter(host::exists)
                .map(there -> host.read(there).lines().toList())
                .filter(lines -> lines.size() == 3);
    }

    private String listing(Path at) {
        return host.require(Command.of(
                                "sh",
                                "-c",
                                "cd \"$1/usr\" && find bin lib -printf '%p %y %s\\n' | LC_ALL=C sort | sha256sum",
                                "sh",
                                at)
                        .within(Duration.ofMinutes(5)))
                .out()
                .split(" ", -1)[0];
    }

    private void make(Consumer<String> progress) {
        require();
        String mirror = DebianMirror.of(host);
        Path fresh = root.resolveSibling("." + root.getFileName() + ".new");
        Path log = beside(".log");
        Path pins = beside(".pref");
        host.delete(fresh);
        host.write(pins, recipe.pins(), "0644", null);
        progress.accept("Building " + recipe.shown() + " " + series + " from Debian's packages into " + root);
        build(recipe.argv(fresh, pins, mirror), fresh, log, progress);
        if (!recipe.printer().isEmpty()) {
            BorrowedPrinter printer = new BorrowedPrinter(host, fresh);
            progress.accept("Adding " + DebianRecipe.PRINTER + " of " + recipe.printer());
            build(recipe.printerArgv(printer.folder(), mirror), fresh, beside(".printer.log"), progress);
            printer.settle();
        }
        // What the sandbox lays the host's own files over must be there, and be a file.
        for (String file : List.of("hosts", "resolv.conf")) {
            Path place = fresh.resolve("etc").resolve(file);
            host.delete(place);
            host.write(place, "", "0644", null);
        }
        host.require(Command.of("chmod", "0755", "--", fresh));
        String version = host.require(Command.of(
                        "dpkg-query",
                        "--admindir=" + fresh.resolve("var/lib/dpkg"),
                        "--show",
                        "--showformat=${Version}",
                        recipe.subject()))
                .out();
        host.write(fresh.resolve(STAMP), version + "\n" + recipe + "\n" + listing(fresh) + "\n", "0644", null);
        retired.setAside();
        host.require(Command.of("mv", "-T", "--", fresh, root));
        host.delete(pins);
        progress.accept(recipe.shown() + " " + version + " is ready");
    }

    private void build(List<String> argv, Path fresh, Path log, Consumer<String> progress) {
        Command command = Command.of(argv).within(BUILD).whileItMoves();
        try {
            if (FollowedFile.run(host, command, log, DebianMirror::told, progress)
                    .succeeded()) {
                return;
            }
        } catch (FaultException stopped) {
            if (!stopped.fault().code().equals("host.timed-out")) {
                throw stopped;
            }
        }
        host.delete(fresh);
        throw notBuilt(log);
    }

    private void require() {
        if (!host.root()) {
            throw Fault.refused("runtime.root-needs-root", series).exception();
        }
        if (!host.run(Command.of("sh", "-c", "command -v mmdebstrap bwrap")).succeeded()) {
            throw Fault.refused("runtime.no-mmdebstrap", series).exception();
        }
        try {
            long free = Files.getFileStore(roots).getUsableSpace() >> 20;
            if (free < NEEDED_MB) {
                throw Fault.refused("runtime.cache-full", roots, Long.toString(NEEDED_MB), Long.toString(free))
                        .exception();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private RuntimeException notBuilt(Path log) {
        String said = host.exists(log) ? host.read(log).strip() : "";
        String missing = NO_PACKAGE
                .matcher(said)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .distinct()
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            return Fault.refused("runtime.no-such-package", missing, recipe.suite())
                    .at(log)
                    .exception();
        }
        String end = said.substring(Math.max(0, said.length() - 1500));
        boolean network = NO_NETWORK.matcher(said).find();
        return Fault.failed(network ? "runtime.no-network" : "runtime.root-not-built", network ? root : series, end)
                .at(log)
                .exception();
    }

    private Path beside(String suffix) {
        return root.resolveSibling(root.getFileName() + suffix);
    }
}
