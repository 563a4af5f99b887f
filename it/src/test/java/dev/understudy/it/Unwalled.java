package dev.understudy.it;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.postgres.PostgresBinaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL without Understudy's walls, whose superuser enters what another role owns, as {@code nobody}. */
final class Unwalled implements AutoCloseable {

    private static final String SERVER = "nobody";

    private final Host host;
    private final Path bin;
    private final Path folder;

    Unwalled(Host host) {
        try {
            this.host = host;
            bin = new PostgresBinaries(host).newest();
            folder = Files.createTempDirectory("us");
            host.require(Command.of("chown", SERVER, folder));
            host.require(Command.of(
                            bin.resolve("initdb"),
                            "--pgdata=" + folder + "/pgdata",
                            "--auth=trust",
                            "--username=postgres")
                    .as(SERVER));
            // Its output goes to the log: it outlives the command.
            host.require(Command.of(
                            bin.resolve("pg_ctl"),
                            "start",
                            "--wait",
                            "--silent",
                            "--pgdata=" + folder + "/pgdata",
                            "--log=" + folder + "/log",
                            "--options=-c listen_addresses= -c unix_socket_directories=" + folder)
                    .as(SERVER)
                    .within(Duration.ofMinutes(2)));
            sql("postgres", "postgres", "CREATE ROLE odoo LOGIN");
            sql("postgres", "postgres", "CREATE DATABASE acme OWNER odoo");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A statement of Odoo's role in its database. */
    CommandResult asOdoo(String sql) {
        return sql("odoo", "acme", sql);
    }

    /** A statement of the superuser's in Odoo's database. */
    CommandResult asSuperuser(String sql) {
        return sql("postgres", "acme", sql);
    }

    /** Loads a dump in SQL as its superuser, as Odoo's own restore does it: what fails does not stop it. */
    void load(Path dump) {
        host.run(client("psql", "--file=" + dump, "acme").within(Duration.ofMinutes(2)));
    }

    /** Writes an archive of Odoo's database. */
    void archive(Path file) {
        host.require(client("pg_dump", "--format=custom", "--file=" + file, "acme"));
    }

    /** Loads an archive into a database of its own, as its superuser. */
    void loadArchive(Path file) {
        sql("postgres", "postgres", "CREATE DATABASE loaded");
        host.run(client("pg_restore", "--dbname=loaded", file.toString()));
    }

    private Command client(String program, String... arguments) {
        List<String> argv =
                new ArrayList<>(List.of(bin.resolve(program).toString(), "--host=" + folder, "--username=postgres"));
        argv.addAll(List.of(arguments));
        return Command.of(argv).as(SERVER);
    }

    private CommandResult sql(String role, String database, String sql) {
        return host.require(Command.of(
                        bin.resolve("psql"),
                        "--no-psqlrc",
                        "--host=" + folder,
                        "--username=" + role,
                        "--set=ON_ERROR_STOP=1",
                        "--command=" + sql,
                        database)
                .as(SERVER));
    }

    @Override
    public void close() {
        host.run(Command.of(bin.resolve("pg_ctl"), "stop", "--mode=immediate", "--pgdata=" + folder + "/pgdata")
                .as(SERVER));
        host.delete(folder);
    }
}
