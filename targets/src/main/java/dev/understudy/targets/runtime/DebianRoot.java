package dev.understudy.targets.runtime;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Odoo from Debian's own packages, in a private root that all homes and environments of this machine share. Made once by
 * mmdebstrap from the mirror that the host's own apt uses; made anew when it is damaged.
 */
public final class DebianRoot implements OdooProgram {

    private static final Duration BUILD = Duration.ofMinutes(40);
    private static final String STAMP = "understudy.stamp";
    private static final Path ADDONS = Path.of("usr/lib/python3/dist-packages/odoo/addons");

    /** Unstable has the package, but its Python is too new for it: all else comes from the stable suite. */
    private static final String PINS = """
            Package: *
            Pin: release n=sid
            Pin-Priority: 50

            Package: odoo-19
            Pin: release n=sid
            Pin-Priority: 500
            """;

    private static final Map<String, Recipe> RECIPES = Map.of(
            "19.0", new Recipe("odoo-19", "trixie", List.of("trixie", "sid"), PINS),
            "14.0", new Recipe("odoo-14", "bullseye", List.of("bullseye"), ""));

    private final Host host;
    private final String series;
    private final Path root;
    private final Path accounts;
    private final Sandbox sandbox;

    /**
     * @param cache big downloads of this machine
     * @param accounts where the passwd files of environments stand
     */
    public DebianRoot(Host host, Path cache, Path accounts, String series) {
        this.host = host;
        this.series = series;
        this.root = cache.resolve("roots").resolve("odoo-" + series);
        this.accounts = accounts;
        this.sandbox = new Sandbox(root);
    }

    private record Recipe(String odooPackage, String suite, List<String> suites, String pins) {}

    /** The root's folder. */
    public Path directory() {
        return root;
    }

    /**
     * {@code debian:} and the package's version.
     *
     * @throws dev.understudy.model.fault.FaultException {@code runtime.series-not-in-debian}, {@code
     *     runtime.root-not-built}
     */
    @Override
    public String build() {
        Recipe recipe = RECIPES.get(series);
        if (recipe == null) {
            throw Fault.refused("runtime.series-not-in-debian", series, String.join(", ", RECIPES.keySet()))
                    .exception();
        }
        if (!whole()) {
            locked(() -> {
                if (!whole()) {
                    make(recipe);
                }
            });
        }
        return "debian:" + host.read(root.resolve(STAMP)).strip();
    }

    @Override
    public List<Path> coreAddons() {
        return List.of(root.resolve(ADDONS));
    }

    @Override
    public List<String> argv(OdooSetting setting, String mark, List<String> arguments) {
        Path file = accounts.resolve(setting.environment()).resolve("passwd");
        String uid = uid(setting.user());
        host.write(file, "root:x:0:0:root:/root:/bin/sh\n" + (uid.isEmpty() ? "" : uid + "\n"), "0644", null);
        List<String> program = new ArrayList<>(List.of("/usr/bin/odoo"));
        program.addAll(arguments);
        return sandbox.argv(setting, file, mark, program);
    }

    private String uid(String user) {
        if (user.isEmpty()) {
            return "";
        }
        return host.require(Command.of("getent", "passwd", user)).out().strip();
    }

    private boolean whole() {
        return Files.isRegularFile(root.resolve(STAMP))
                && Files.isExecutable(root.resolve("usr/bin/odoo"))
                && Files.isDirectory(root.resolve(ADDONS).resolve("base"))
                && Files.isRegularFile(root.resolve("var/lib/dpkg/status"));
    }

    private void make(Recipe recipe) {
        Path fresh = root.resolveSibling("." + root.getFileName() + ".new");
        host.delete(fresh);
        host.delete(root);
        Path pins = root.resolveSibling("." + root.getFileName() + ".pins");
        host.write(pins, recipe.pins(), "0644", null);
        CommandResult built = host.run(mmdebstrap(recipe, mirror(), pins, fresh));
        if (!built.succeeded()) {
            host.delete(fresh);
            String said = built.err().strip();
            throw Fault.failed("runtime.root-not-built", series, said.substring(Math.max(0, said.length() - 1500)))
                    .at(root)
                    .exception();
        }
        // What the sandbox lays the host's own files over must be there, and be a file.
        for (String file : List.of("hosts", "resolv.conf")) {
            Path place = fresh.resolve("etc").resolve(file);
            host.delete(place);
            host.write(place, "", "0644", null);
        }
        String version = host.require(Command.of(
                        "dpkg-query",
                        "--admindir=" + fresh.resolve("var/lib/dpkg"),
                        "--show",
                        "--showformat=${Version}",
                        recipe.odooPackage()))
                .out();
        host.write(fresh.resolve(STAMP), version + "\n", "0644", null);
        host.require(Command.of("mv", "-T", "--", fresh, root));
    }

    private static Command mmdebstrap(Recipe recipe, String mirror, Path pins, Path target) {
        List<String> argv = new ArrayList<>(List.of(
                "mmdebstrap",
                "--variant=minbase",
                "--aptopt=Acquire::Check-Valid-Until \"false\"",
                "--aptopt=APT::Install-Recommends \"false\""));
        if (!recipe.pins().isEmpty()) {
            argv.add("--setup-hook=mkdir -p \"$1/etc/apt/preferences.d\"");
            argv.add("--setup-hook=copy-in " + pins + " /etc/apt/preferences.d");
        }
        argv.addAll(
                List.of("--include=" + recipe.odooPackage() + ",ca-certificates", recipe.suite(), target.toString()));
        recipe.suites().forEach(suite -> argv.add("deb " + mirror + " " + suite + " main"));
        return Command.of(argv).within(BUILD);
    }

    /** What the host's own apt uses. */
    private String mirror() {
        CommandResult known =
                host.run(Command.of("apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"));
        return known.out()
                .lines()
                .filter(uri -> uri.contains("debian") && !uri.contains("security"))
                .findFirst()
                .orElseThrow(() -> Fault.failed("runtime.no-mirror").exception());
    }

    private void locked(Runnable work) {
        try {
            Files.createDirectories(root.getParent());
            try (FileChannel file = FileChannel.open(
                            root.resolveSibling("." + root.getFileName() + ".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    FileLock lock = file.lock()) {
                if (lock.isValid()) {
                    work.run();
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
