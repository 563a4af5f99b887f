package dev.understudy.bench.mask;

import dev.understudy.bench.MachineFacts;
import dev.understudy.bench.StolenTime;
import dev.understudy.bench.Words;
import dev.understudy.engine.masking.MaskOrder;
import dev.understudy.engine.masking.MaskProcess;
import dev.understudy.model.config.MaskSettings;
import dev.understudy.model.evidence.MaskReport;
import dev.understudy.odoo.mask.MaskKey;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.host.LoopbackPorts;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.Cluster.Purpose;
import dev.understudy.targets.postgres.LocalClusters;
import dev.understudy.targets.postgres.Owner;
import dev.understudy.targets.postgres.PostgresBinaries;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * {@code bench/mask}: writes the tables of a database of mails anew with {@code CREATE TABLE AS}, masks it, proves it, and
 * prints how long each took. The cluster has the settings that copies have.
 */
public final class MaskBenchmark {

    private static final String USAGE = "bench/mask [--size MEGABYTES] [--home FOLDER] [--report FILE]";
    private static final String DATABASE = "odoo";
    private static final List<String> TABLES = List.of("res_partner", "mail_message", "mail_notification");

    private final LocalHost host = new LocalHost("local", CommandLog.NONE);
    private final List<String> lines = new ArrayList<>();
    private final int megabytes;
    private final Path home;
    private final Path report;

    private MaskBenchmark(Path folder, List<String> arguments) {
        Words words = new Words(arguments);
        int size = 500;
        String place = "/var/tmp/understudy-bench-mask";
        String file = "bench/target/mask.md";
        while (words.any()) {
            String word = words.next();
            switch (word) {
                case "--size" -> size = words.positive(word);
                case "--home" -> place = words.value(word);
                case "--report" -> file = words.value(word);
                default -> throw new IllegalArgumentException(word);
            }
        }
        megabytes = size;
        home = folder.resolve(place).normalize();
        report = folder.resolve(file);
    }

    /** Begins; the first argument is Understudy's own folder. */
    public static void main(String[] arguments) throws IOException, SQLException {
        try {
            List<String> words = List.of(arguments);
            new MaskBenchmark(Path.of("").toAbsolutePath(), words.subList(1, words.size())).perform();
        } catch (IllegalArgumentException wrong) {
            System.err.println("bench: " + wrong.getMessage() + "\n" + USAGE);
            System.exit(2);
        }
    }

    private void perform() throws IOException, SQLException {
        Files.createDirectories(home);
        String user = host.root() ? SystemUsers.ofClusters(home) : null;
        if (user != null) {
            new SystemUsers(host).ensure(user);
            new SystemUsers(host).ensure(SystemUsers.ofClients(home));
        }
        LocalClusters clusters = new LocalClusters(
                host,
                home.resolve("secrets"),
                user == null ? null : new LocalClusters.Users(user, SystemUsers.ofClients(home)),
                new PostgresBinaries(host),
                () -> UUID.randomUUID().toString());
        Path run = home.resolve("run");
        Cluster cluster = new Cluster(
                "masked",
                home.resolve("volumes/masked/pgdata"),
                run,
                LoopbackPorts.free(),
                Purpose.COPY,
                run.resolve("cluster.log"));
        try {
            clusters.create(cluster);
            clusters.start(cluster);
            clusters.createDatabase(cluster, DATABASE);
            measure(clusters.database(cluster, DATABASE).owner(), cluster.pgdata());
        } finally {
            clusters.stop(cluster);
            host.delete(home);
            if (user != null) {
                new SystemUsers(host).remove(user);
                new SystemUsers(host).remove(SystemUsers.ofClients(home));
            }
        }
    }

    private void measure(Owner database, Path pgdata) throws IOException, SQLException {
        MailData.make(database, megabytes);
        MachineFacts.report((name, value) -> line("- " + name + ": " + value), host, home);
        line("- load (mean of one minute) before: " + MachineFacts.load());
        line("- tables: " + size(database) + " on the disk with their indexes; "
                + one(database, "SELECT count(*) FROM mail_message") + " mails, "
                + one(database, "SELECT count(*) FROM res_partner") + " partners");
        StolenTime stolen = new StolenTime();
        checkpoint(database);
        ProcessorTime began = ProcessorTime.now(pgdata);
        double plain = plain(database);
        line("- " + ProcessorTime.now(pgdata).since(began));
        checkpoint(database);
        Path room = Files.createDirectories(home.resolve("room"));
        Path files = Files.createDirectories(home.resolve("filestore"));
        MaskOrder order = new MaskOrder(
                MaskSettings.DEFAULT, new MaskKey(new byte[MaskKey.LENGTH]), "bench", files, room, Instant.now());
        long begin = System.nanoTime();
        double[] before = {0};
        ProcessorTime unmasked = ProcessorTime.now(pgdata);
        MaskReport masked = new MaskProcess().mask(database, order, told -> {
            double now = since(begin);
            line(String.format(Locale.ROOT, "- %6.1f s  +%.1f s  %s", now, now - before[0], told));
            before[0] = now;
        });
        double took = since(begin);
        line("- " + ProcessorTime.now(pgdata).since(unmasked));
        line(String.format(
                Locale.ROOT,
                "- masked and proven in %.1f s, that is %.1f times `CREATE TABLE AS`; %d texts read by the proof, %d found",
                took,
                took / plain,
                masked.proof().texts(),
                masked.proof().found().size()));
        masked.proof().found().forEach(found -> line("- found: " + found.place() + " (" + found.count() + ")"));
        line("- afterwards: " + size(database) + ", load " + MachineFacts.load());
        line(String.format(
                Locale.ROOT, "- all of it read twice, and nothing done with it: %.1f s", readTwice(database)));
        line(stolen.line());
        Files.createDirectories(report.toAbsolutePath().getParent());
        Files.write(report, lines);
    }

    private double plain(Owner database) {
        database.script("CREATE SCHEMA plain");
        double all = 0;
        for (String table : TABLES) {
            long begin = System.nanoTime();
            database.script("CREATE TABLE plain." + table + " AS TABLE public." + table);
            double took = since(begin);
            all += took;
            line(String.format(Locale.ROOT, "- `CREATE TABLE AS` of `%s`: %.1f s", table, took));
        }
        database.script("DROP SCHEMA plain CASCADE");
        line(String.format(Locale.ROOT, "- `CREATE TABLE AS` of all: %.1f s", all));
        return all;
    }

    /** Seconds; what the proof is compared with. */
    private static double readTwice(Owner database) throws IOException, SQLException {
        long begin = System.nanoTime();
        try (Connection connection = database.connect()) {
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            for (String table : TABLES) {
                for (int time = 0; time < 2; time++) {
                    long _ = copies.copyOut("COPY " + table + " TO STDOUT", OutputStream.nullOutputStream());
                }
            }
        }
        return since(begin);
    }

    private static String size(Owner database) {
        return one(
                database,
                "SELECT pg_size_pretty(sum(pg_total_relation_size(oid))) FROM pg_class WHERE relkind = 'r'"
                        + " AND relnamespace = 'public'::regnamespace");
    }

    private static void checkpoint(Owner database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM (DISABLE_PAGE_SKIPPING) mail_message");
        }
    }

    private static String one(Owner database, String query) {
        return database.rows(query).getFirst().getFirst();
    }

    private static double since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
    }

    private void line(String text) {
        System.out.println(text);
        lines.add(text);
    }
}
