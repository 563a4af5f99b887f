package dev.understudy.it;

import dev.understudy.model.home.Home;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.host.LoopbackPorts;
import dev.understudy.targets.postgres.PostgresBinaries;
import dev.understudy.targets.runtime.DebianRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An Odoo as a sysadmin installs it, of which Understudy knows nothing: Debian's package in a root of its own, and a plain
 * PostgreSQL, which asks for a password. The test is the sysadmin.
 */
final class PlainOdoo implements AutoCloseable {

    static final String DATABASE = "acme";

    private static final Duration LONG = Duration.ofMinutes(20);
    private static final String OWNER = "nobody";

    private final Host host = new LocalHost("local", CommandLog.NONE);
    private final Path folder;
    private final Path bin;
    private final String password = "s " + UUID.randomUUID() + "%";
    private final int port;
    private final int httpPort;
    private @Nullable Process odoo;
    private boolean handedOver;

    /** Installs one; nothing of it serves yet. */
    PlainOdoo(String series) {
        try {
            folder = Files.createTempDirectory(Path.of("/var/tmp"), "plain-odoo-");
            host.require(Command.of("chmod", "755", folder));
            bin = new PostgresBinaries(host).newest();
            port = LoopbackPorts.free();
            httpPort = LoopbackPorts.free();
            Home home = Home.of(System.getenv(), true);
            DebianRoot debian = new DebianRoot(host, home.cache(), folder.resolve("accounts"), series, List.of());
            debian.build(System.err::println);
            startPostgres();
            for (String made : List.of("upper", "work", "root")) {
                Files.createDirectories(folder.resolve(made));
            }
            host.require(Command.of(
                    "mount",
                    "-t",
                    "overlay",
                    "overlay",
                    "-o",
                    "lowerdir=" + debian.directory() + ",upperdir=" + folder.resolve("upper") + ",workdir="
                            + folder.resolve("work"),
                    root()));
            host.require(Command.of("mount", "-t", "proc", "proc", root().resolve("proc")));
            Files.createDirectories(root().resolve("opt/acme/addons"));
            configure("");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Where its {@code /} is. */
    Path root() {
        return folder.resolve("root");
    }

    Path configuration() {
        return root().resolve("etc/odoo/odoo.conf");
    }

    Path addons() {
        return root().resolve("opt/acme/addons");
    }

    Path filestore() {
        return root().resolve("var/lib/odoo/filestore").resolve(DATABASE);
    }

    String password() {
        return password;
    }

    int port() {
        return port;
    }

    Host host() {
        return host;
    }

    /** Writes {@code odoo.conf}, with lines of its own at the end. */
    void configure(String more) throws IOException {
        Files.writeString(configuration(), """
                [options]
                admin_passwd = %1$s-master
                db_host = 127.0.0.1
                db_port = %2$d
                db_user = odoo
                db_password = %1$s
                db_name = %3$s
                addons_path = /usr/lib/python3/dist-packages/odoo/addons,/opt/acme/addons
                data_dir = /var/lib/odoo
                limit_time_cpu = 600
                %4$s
                """.formatted(password, port, DATABASE, more));
    }

    /** Makes its database. */
    void install(String modules) {
        CommandResult result = host.run(Command.of(
                        "chroot",
                        "--userspec=odoo",
                        root(),
                        "/usr/bin/odoo",
                        "-c",
                        "/etc/odoo/odoo.conf",
                        "-i",
                        modules,
                        "--stop-after-init",
                        "--no-http",
                        "--without-demo=all")
                .within(LONG));
        if (!result.succeeded() || !result.err().contains("Modules loaded.")) {
            throw new AssertionError(result.err());
        }
    }

    /** Starts it, and leaves it running. */
    void start() throws IOException {
        Path log = folder.resolve("odoo.log");
        Process started = new ProcessBuilder(
                        "setsid",
                        "chroot",
                        "--userspec=odoo",
                        root().toString(),
                        "/usr/bin/odoo",
                        "-c",
                        "/etc/odoo/odoo.conf",
                        "--http-port",
                        Integer.toString(LoopbackPorts.free()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        odoo = started;
        Await.until(
                Duration.ofMinutes(5),
                () -> started.isAlive() && host.read(log).contains("HTTP service"),
                serves -> serves);
    }

    /** Makes the system user of its server a superuser, as Debian's packages do. */
    void letReplicate() {
        sql("postgres", "CREATE ROLE nobody LOGIN SUPERUSER");
    }

    /** Where it serves once {@link #serve} was called. */
    int httpPort() {
        return httpPort;
    }

    /** Starts it as the sysadmin does, by a script that leaves it running. */
    void serve() throws IOException {
        Files.writeString(folder.resolve("start"), """
                #!/bin/sh
                grep -q . "/proc/$(cat %3$s/pid 2>/dev/null || echo none)/cmdline" 2>/dev/null && exit 0
                setsid chroot --userspec=odoo %1$s /usr/bin/odoo -c /etc/odoo/odoo.conf --http-port %2$d </dev/null >>%3$s/odoo.log 2>&1 &
                echo $! >%3$s/pid
                """.formatted(root(), httpPort, folder));
        Files.writeString(folder.resolve("stop"), """
                #!/bin/sh
                pid=$(cat %1$s/pid 2>/dev/null) || exit 0
                kill "$pid" 2>/dev/null || exit 0
                while grep -q . /proc/$pid/cmdline 2>/dev/null; do sleep 0.1; done
                """.formatted(folder));
        Files.writeString(folder.resolve("stop-in-vain"), """
                #!/bin/sh
                %1$s/stop
                exec %1$s/start
                """.formatted(folder));
        host.require(Command.of(
                "chmod", "755", folder.resolve("start"), folder.resolve("stop"), folder.resolve("stop-in-vain")));
        host.require(Command.of(folder.resolve("start")));
        Await.until(Duration.ofMinutes(5), this::runs, serves -> serves);
    }

    /** Whether anybody serves at its port. */
    boolean runs() {
        try (java.net.Socket socket = new java.net.Socket(InetAddress.getLoopbackAddress(), httpPort)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    List<String> startCommand() {
        return List.of(folder.resolve("start").toString());
    }

    List<String> stopCommand() {
        return List.of(folder.resolve("stop").toString());
    }

    /** After which something starts it again, as systemd does. */
    List<String> stopCommandThatDoesNotHold() {
        return List.of(folder.resolve("stop-in-vain").toString());
    }

    /** Ends it, and all that it has started. */
    void stop() {
        if (Files.exists(folder.resolve("stop"))) {
            host.require(Command.of(folder.resolve("stop")));
        }
        Process running = odoo;
        if (running != null) {
            running.descendants().forEach(ProcessHandle::destroy);
            running.destroy();
            running.onExit().join();
            odoo = null;
        }
    }

    /** What psql answers, as the server's own superuser. */
    String sql(String database, String statement) {
        return host.require(Command.of(
                                bin.resolve("psql"),
                                "-XAtq",
                                "-v",
                                "ON_ERROR_STOP=1",
                                "-h",
                                folder.resolve("run"),
                                "-p",
                                port,
                                "-U",
                                "postgres",
                                "-d",
                                database,
                                "-c",
                                statement)
                        .within(LONG))
                .out()
                .strip();
    }

    private void startPostgres() throws IOException {
        for (String made : List.of("pg", "run")) {
            host.require(Command.of(
                    "install", "-d", "-o", OWNER, "-m", made.equals("pg") ? "700" : "755", folder.resolve(made)));
        }
        as(bin.resolve("initdb"), "-D", folder.resolve("pg"), "-A", "trust", "-U", "postgres", "--locale=C.UTF-8");
        Files.writeString(
                folder.resolve("pg/pg_hba.conf"),
                "local all postgres trust\nlocal all nobody peer\nlocal replication nobody peer\nhost all all 127.0.0.1/32 scram-sha-256\n");
        as(
                bin.resolve("pg_ctl"),
                "-w",
                "-D",
                folder.resolve("pg"),
                "-o",
                "-p " + port + " -k " + folder.resolve("run") + " -c listen_addresses=127.0.0.1",
                "-l",
                folder.resolve("run/log"),
                "start");
        sql("postgres", "CREATE ROLE odoo LOGIN CREATEDB PASSWORD '" + password + "'");
    }

    /** Stops its server for good: somebody else serves the same data, to whoever has the password. */
    Path handOver() throws IOException {
        as(bin.resolve("pg_ctl"), "-w", "-m", "fast", "-D", folder.resolve("pg"), "stop");
        handedOver = true;
        Files.writeString(
                folder.resolve("pg/pg_hba.conf"), "local all postgres trust\nhost all all all scram-sha-256\n");
        return folder.resolve("pg");
    }

    /** Where the programs of its server are. */
    Path bin() {
        return bin;
    }

    private void as(Object... argv) {
        List<String> words = new java.util.ArrayList<>(
                List.of("setpriv", "--reuid", OWNER, "--regid", "nogroup", "--clear-groups", "--"));
        for (Object word : argv) {
            words.add(word.toString());
        }
        host.require(Command.of(words).within(LONG).in(Path.of("/")));
    }

    /** Leaves nothing. */
    @Override
    public void close() {
        stop();
        if (!handedOver) {
            as(bin.resolve("pg_ctl"), "-w", "-m", "immediate", "-D", folder.resolve("pg"), "stop");
        }
        host.run(Command.of("umount", root().resolve("proc")));
        Await.until(
                Duration.ofSeconds(30),
                () -> host.run(Command.of("umount", root())).succeeded() || !mounted(),
                gone -> gone);
        host.delete(folder);
    }

    private boolean mounted() {
        return host.run(Command.of("mountpoint", "-q", root())).succeeded();
    }
}
