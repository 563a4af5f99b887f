package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.host.LoopbackPorts;
import dev.understudy.targets.postgres.PostgresBinaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code understudy leave} has written, brought up by a sysadmin who knows nothing but its README: with a PostgreSQL as
 * Debian makes one. There is no systemd here, so the unit is followed by hand.
 */
final class LeftOdoo implements AutoCloseable {

    private static final Duration LONG = Duration.ofMinutes(20);
    private static final Duration BUSY = Duration.ofMinutes(1);
    private static final Set<Integer> LOCKED = Set.of(1, 10);

    private final Host host = new LocalHost("local", CommandLog.NONE);
    private final Path folder;
    private final Path machine;
    private final Path bin;
    private final int port = LoopbackPorts.free();
    private final boolean user;
    private @Nullable Process odoo;

    LeftOdoo(Path folder) {
        this.folder = folder;
        try {
            machine = Files.createTempDirectory(Path.of("/var/tmp"), "left-odoo-");
            host.require(Command.of("chmod", "755", machine));
            bin = new PostgresBinaries(host).newest();
            user = host.run(Command.of("id", "odoo")).succeeded();
            startPostgres();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** As Debian's packages make one: by its own user, with a socket that asks the system who comes. */
    private void startPostgres() {
        Path sockets = machine.resolve("sockets");
        Path data = machine.resolve("pg");
        host.require(Command.of("install", "-d", "-o", "postgres", "-m", "755", sockets));
        host.require(Command.of("install", "-d", "-o", "postgres", "-m", "700", data));
        host.require(Command.of("mkdir", "-p", "/run/postgresql"));
        host.require(Command.of("mount", "--bind", sockets, "/run/postgresql"));
        asPostgres(bin.resolve("initdb"), "-D", data, "-A", "peer", "--locale=C.UTF-8");
        asPostgres(
                bin.resolve("pg_ctl"),
                "-w",
                "-D",
                data,
                "-o",
                "-k /run/postgresql -c listen_addresses=",
                "-l",
                sockets.resolve("log"),
                "start");
    }

    private CommandResult asPostgres(Object... argv) {
        List<Object> words = new ArrayList<>(List.of("runuser", "-u", "postgres", "--"));
        words.addAll(List.of(argv));
        return host.require(Command.of(words.toArray()).within(LONG).in(Path.of("/")));
    }

    /** Gives the commands of the README, but for those that install packages and talk to systemd. */
    List<String> follow() throws IOException {
        List<String> given = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("README.md"))) {
            String command = line.strip();
            if (command.startsWith("useradd ") && !user) {
                account(command);
            } else if (command.matches("(chown|chmod|runuser) .*") && !command.contains("DELETE")) {
                CommandResult result = host.run(Command.of("bash", "-c", command)
                        .with("PATH", bin + ":/usr/sbin:/usr/bin:/sbin:/bin")
                        .within(LONG)
                        .in(Path.of("/")));
                if (!result.succeeded()) {
                    throw new AssertionError(command + ": " + result.err());
                }
                given.add(command);
            }
        }
        return given;
    }

    /** Whoever else changes accounts just now has them locked. */
    private void account(String command) {
        CommandResult result = Await.until(
                BUSY, () -> host.run(Command.of("bash", "-c", command)), ended -> !LOCKED.contains(ended.exitCode()));
        assertThat(result.succeeded()).as(result.err()).isTrue();
    }

    /** Starts what the unit starts, as its user, with its variables and in its root; on ports of its own. */
    URI start() throws IOException {
        String root = setting("RootDirectory").getFirst();
        StringBuilder script = new StringBuilder("set -e\nmount -t proc proc " + root + "/proc\n");
        for (String binding : List.of("BindReadOnlyPaths", "BindPaths")) {
            setting(binding).stream()
                    .flatMap(paths -> Stream.of(paths.split(" ", -1)))
                    .map(path -> path.replaceFirst("^-", ""))
                    .forEach(path -> script.append("if [ -d ")
                            .append(path)
                            .append(" ]; then mkdir -p ")
                            .append(root)
                            .append(path)
                            .append("; else mkdir -p $(dirname ")
                            .append(root)
                            .append(path)
                            .append("); touch ")
                            .append(root)
                            .append(path)
                            .append("; fi\nmount --bind ")
                            .append(path)
                            .append(' ')
                            .append(root)
                            .append(path)
                            .append('\n'));
        }
        script.append("exec chroot --userspec=")
                .append(setting("User").getFirst())
                .append(':')
                .append(setting("Group").getFirst())
                .append(' ')
                .append(root)
                .append(" env -i PATH=/usr/bin:/bin ")
                .append(setting("Environment").stream().collect(Collectors.joining(" ")))
                .append(' ')
                .append(setting("ExecStart").getFirst())
                .append(" --http-port=")
                .append(port)
                .append(" --gevent-port=")
                .append(LoopbackPorts.free())
                .append('\n');
        Path log = machine.resolve("odoo.log");
        Process started = new ProcessBuilder("setsid", "unshare", "--mount", "bash", "-c", script.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        odoo = started;
        Await.until(
                Duration.ofMinutes(5),
                () -> {
                    if (!started.isAlive()) {
                        throw new AssertionError(host.read(log));
                    }
                    return answers();
                },
                serves -> serves);
        return URI.create("http://127.0.0.1:" + port);
    }

    private List<String> setting(String name) throws IOException {
        return Files.readAllLines(folder.resolve("odoo.service")).stream()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .toList();
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** What psql answers there. */
    List<String> sql(String database, String statement) {
        return asPostgres(bin.resolve("psql"), "-XAtq", "-h", "/run/postgresql", "-d", database, "-c", statement)
                .out()
                .lines()
                .toList();
    }

    @Override
    public void close() {
        Process running = odoo;
        if (running != null) {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
            running.onExit().join();
        }
        host.run(Command.of(
                "runuser",
                "-u",
                "postgres",
                "--",
                bin.resolve("pg_ctl"),
                "-w",
                "-m",
                "immediate",
                "-D",
                machine.resolve("pg"),
                "stop"));
        host.run(Command.of("umount", "/run/postgresql"));
        if (!user) {
            account("! id odoo || userdel odoo");
        }
        host.delete(machine);
    }
}
