package dev.understudy.cli.machine;

import dev.understudy.cli.machine.Finding.Level;
import dev.understudy.model.home.Home;
import dev.understudy.model.text.Figures;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks whether this machine has what Understudy needs; starts and changes nothing. */
public final class Machine {

    private static final long DISK_WANTED = 10_000_000_000L;

    private final Map<String, String> variables;
    private final Home home;
    private final boolean root;
    private final boolean serviceRuns;
    private final Locale locale;

    public Machine(Map<String, String> variables, Home home, boolean root, boolean serviceRuns, Locale locale) {
        this.variables = Map.copyOf(variables);
        this.home = home;
        this.root = root;
        this.serviceRuns = serviceRuns;
        this.locale = locale;
    }

    /** Everything that counts, in the order in which it counts. */
    public List<Finding> look() {
        List<Finding> found = new ArrayList<>();
        found.add(Finding.ok(
                "jdk", System.getProperty("java.runtime.version", "") + "  " + System.getProperty("java.home")));
        found.add(postgresql());
        found.add(command("caddy", "caddy", Level.MISSING));
        found.add(command("git", "git", Level.MISSING));
        found.add(command("bubblewrap", "bwrap", Level.LESS));
        found.add(command("nftables", "nft", Level.LESS));
        found.add(command("xfsprogs", "mkfs.xfs", Level.LESS));
        found.add(command("mmdebstrap", "mmdebstrap", Level.LESS));
        found.add(new Finding(root ? Level.OK : Level.LESS, "root", System.getProperty("user.name", "")));
        found.add(disk());
        found.add(port());
        return found;
    }

    private Finding postgresql() {
        List<Path> places = new ArrayList<>();
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(Path.of("/usr/lib/postgresql"))) {
            versions.forEach(version -> places.add(version.resolve("bin/initdb")));
        } catch (IOException absent) {
            places.clear();
        }
        Optional<Path> newest =
                places.stream().filter(Files::isExecutable).sorted().reduce((one, later) -> later);
        return newest.or(() -> onPath("initdb"))
                .map(initdb -> Finding.ok("postgresql", initdb.getParent() + ""))
                .orElse(new Finding(Level.MISSING, "postgresql", "postgresql"));
    }

    private Finding command(String subject, String name, Level otherwise) {
        return onPath(name)
                .map(path -> Finding.ok(subject, path.toString()))
                .orElse(new Finding(otherwise, subject, subject));
    }

    private Optional<Path> onPath(String name) {
        String path = variables.getOrDefault("PATH", "") + ":/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin";
        return Stream.of(path.split(":", -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Finding disk() {
        Path existing = home.directory();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        try {
            long free = Files.getFileStore(existing).getUsableSpace();
            return new Finding(
                    free < DISK_WANTED ? Level.LESS : Level.OK, "disk", Figures.bytes(free, locale) + "  " + existing);
        } catch (IOException failure) {
            return new Finding(Level.LESS, "disk", existing + ": " + failure);
        }
    }

    private Finding port() {
        String shown = Integer.toString(home.port());
        if (serviceRuns) {
            return Finding.ok("port", shown);
        }
        try (ServerSocket socket = new ServerSocket(home.port(), 1, InetAddress.getLoopbackAddress())) {
            return Finding.ok("port", Integer.toString(socket.getLocalPort()));
        } catch (IOException taken) {
            return new Finding(Level.MISSING, "port", shown);
        }
    }
}
