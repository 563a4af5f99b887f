package dev.understudy.bench.dump;

import dev.understudy.bench.DumpAndRestore;
import dev.understudy.bench.MachineFacts;
import dev.understudy.bench.StolenTime;
import dev.understudy.bench.Words;
import dev.understudy.bench.mask.MailData;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.host.LoopbackPorts;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.Cluster.Purpose;
import dev.understudy.targets.postgres.LocalClusters;
import dev.understudy.targets.postgres.PostgresBinaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * {@code bench/restore}: restores a dump of a database of mails with {@code pg_restore -j2} by hand and as {@code understudy
 * restore} does, by turns, and prints how long each took. The clusters have production's settings.
 */
public final class RestoreBenchmark {

    private static final String USAGE =
            "bench/restore [--size MEGABYTES] [--rounds ROUNDS] [--home FOLDER] [--report FILE]";
    private static final String DATABASE = "odoo";
    private static final double GOAL = 1.2;

    /** As Odoo has them; they are looked at again, row by row, when the rows are loaded. */
    private static final String REFERENCES = """
            ALTER TABLE mail_message ADD FOREIGN KEY (author_id) REFERENCES res_partner ON DELETE SET NULL;
            ALTER TABLE mail_notification ADD FOREIGN KEY (mail_message_id) REFERENCES mail_message ON DELETE CASCADE;
            ALTER TABLE mail_notification ADD FOREIGN KEY (res_partner_id) REFERENCES res_partner ON DELETE CASCADE;
            """;

    private final LocalHost host = new LocalHost("local", CommandLog.NONE);
    private final List<String> lines = new ArrayList<>();
    private final Settings settings;

    private RestoreBenchmark(Settings settings) {
        this.settings = settings;
    }

    private record Settings(int megabytes, int rounds, Path home, Path report) {

        static Settings of(Path folder, List<String> arguments) {
            Words words = new Words(arguments);
            int size = 1000;
            int rounds = 3;
            String place = "/var/tmp/understudy-bench-restore";
            String file = "bench/target/restore.md";
            while (words.any()) {
                String word = words.next();
                switch (word) {
                    case "--size" -> size = words.positive(word);
                    case "--rounds" -> rounds = words.positive(word);
                    case "--home" -> place = words.value(word);
                    case "--report" -> file = words.value(word);
                    default -> throw new IllegalArgumentException(word);
                }
            }
            return new Settings(size, rounds, folder.resolve(place).normalize(), folder.resolve(file));
        }
    }

    /** Begins; the first argument is Understudy's own folder. */
    public static void main(String[] arguments) throws IOException, SQLException {
        try {
            List<String> words = List.of(arguments);
            new RestoreBenchmark(Settings.of(Path.of("").toAbsolutePath(), words.subList(1, words.size()))).perform();
        } catch (IllegalArgumentException wrong) {
            System.err.println("bench: " + wrong.getMessage() + "\n" + USAGE);
            System.exit(2);
        }
    }

    private void perform() throws IOException, SQLException {
        Path home = settings.home();
        Files.createDirectories(home);
        String user = SystemUsers.ofClusters(home);
        String clients = SystemUsers.ofClients(home);
        new SystemUsers(host).ensure(user);
        new SystemUsers(host).ensure(clients);
        LocalClusters clusters = new LocalClusters(
                host,
                home.resolve("secrets"),
                new LocalClusters.Users(user, clients),
                new PostgresBinaries(host),
                () -> UUID.randomUUID().toString());
        Cluster source = cluster("dumped");
        Cluster target = cluster("restored");
        try {
            for (Cluster cluster : List.of(source, target)) {
                clusters.create(cluster);
                clusters.start(cluster);
            }
            clusters.createDatabase(source, DATABASE);
            measure(clusters, source, target);
        } finally {
            clusters.stop(source);
            clusters.stop(target);
            host.delete(home);
            new SystemUsers(host).remove(user);
            new SystemUsers(host).remove(clients);
        }
    }

    private Cluster cluster(String name) {
        Path run = settings.home().resolve("run").resolve(name);
        Path pgdata = settings.home().resolve("volumes").resolve(name).resolve("pgdata");
        return new Cluster(name, pgdata, run, LoopbackPorts.free(), Purpose.PRODUCTION, run.resolve("cluster.log"));
    }

    private void measure(LocalClusters clusters, Cluster source, Cluster target) throws IOException, SQLException {
        MailData.make(clusters.database(source, DATABASE).owner(), settings.megabytes());
        clusters.database(source, DATABASE).owner().script(REFERENCES);
        String size = clusters.database(source, DATABASE)
                .reader()
                .rows("SELECT pg_size_pretty(pg_database_size('" + DATABASE + "'))")
                .getFirst()
                .getFirst();
        MachineFacts.report((name, value) -> line("- " + name + ": " + value), host, settings.home());
        line("- database: " + size + "; load (mean of one minute) before: " + MachineFacts.load());
        StolenTime stolen = new StolenTime();
        DumpAndRestore both = new DumpAndRestore(
                host, clusters, settings.home().resolve("work").resolve("dump"));
        // pg_dump runs as a user of its own.
        host.require(
                Command.of("install", "-d", "-m", "0777", "--", settings.home().resolve("work")));
        line("");
        line("| round | first | `pg_dump -Fd -j2` | `pg_restore -j2` | `understudy restore` | times |");
        line("|---|---|---|---|---|---|");
        List<Double> times = new ArrayList<>();
        for (int round = 1; round <= settings.rounds(); round++) {
            boolean oursFirst = round % 2 == 0;
            DumpAndRestore.Took took = both.measure(source, DATABASE, target, oursFirst);
            times.add(took.understudy() / took.restore());
            line(String.format(
                    Locale.ROOT,
                    "| %d | %s | %.1f s | %.1f s | %.1f s | %.2f |",
                    round,
                    oursFirst ? "understudy" : "by hand",
                    took.dump(),
                    took.restore(),
                    took.understudy(),
                    times.getLast()));
        }
        double median = times.stream().sorted().toList().get(times.size() / 2);
        line("");
        line(String.format(
                Locale.ROOT,
                "- median %.2f times; to reach: at most %.1f; %s",
                median,
                GOAL,
                median <= GOAL ? "reached" : "not reached"));
        line("- load afterwards: " + MachineFacts.load());
        line(stolen.line());
        Files.createDirectories(settings.report().toAbsolutePath().getParent());
        Files.write(settings.report(), lines);
    }

    private void line(String text) {
        System.out.println(text);
        lines.add(text);
    }
}
