package dev.understudy.bench;

import dev.understudy.process.measure.Load;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.host.LoopbackPorts;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.Doors;
import dev.understudy.targets.postgres.LocalClusters;
import dev.understudy.targets.postgres.PostgresBinaries;
import dev.understudy.targets.postgres.Reader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * {@code bench/load}: makes a PostgreSQL of its own with tables as Odoo makes them, millions of rows in all, and measures how
 * long the load map takes, while somebody writes, and how long whoever changes a table waits meanwhile.
 */
public final class LoadBenchmark {

    private static final double TARGET = 5;
    private static final int SMALL_TABLES = 30;

    /** How ten million rows are spread, as a company with a few years has them, in thousands. */
    private static final Map<String, Integer> LARGE = Map.of(
            "mail_message", 3_600,
            "account_move_line", 2_200,
            "stock_move_line", 1_200,
            "stock_move", 1_000,
            "sale_order_line", 800,
            "mail_tracking_value", 500,
            "account_move", 300,
            "sale_order", 200,
            "res_partner", 140);

    private final Path folder;
    private final int rounds;
    private final int thousandths;
    private final Host host = new LocalHost("local", CommandLog.NONE);

    private LoadBenchmark(Path folder, int rounds, int thousandths) {
        this.folder = folder;
        this.rounds = rounds;
        this.thousandths = thousandths;
    }

    /** Begins. The first argument is Understudy's own folder; {@code --short} makes a thousandth of the rows. */
    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        List<String> words = List.of(arguments).subList(1, arguments.length);
        boolean small = words.equals(List.of("--short"));
        if (!small && !words.isEmpty()) {
            Bench.say("bench/load [--short]");
            System.exit(2);
        }
        Path folder = Files.createTempDirectory(Path.of("/var/tmp"), "understudy-bench-load");
        LoadBenchmark benchmark = new LoadBenchmark(folder, small ? 2 : 5, small ? 1 : 1000);
        try {
            benchmark.perform();
        } finally {
            benchmark.host.delete(folder);
        }
    }

    private void perform() throws SQLException, InterruptedException {
        LocalClusters clusters =
                new LocalClusters(host, folder.resolve("secrets"), users(), new PostgresBinaries(host), () -> "load");
        host.require(Command.of("chmod", "0711", folder));
        Cluster cluster = new Cluster(
                "load",
                folder.resolve("volumes/pgdata"),
                folder.resolve("run"),
                LoopbackPorts.free(),
                Cluster.Purpose.PRODUCTION,
                folder.resolve("log/postgres.log"));
        clusters.create(cluster);
        clusters.start(cluster);
        try {
            clusters.createDatabase(cluster, "load");
            measure(clusters.database(cluster, "load"));
        } finally {
            clusters.stop(cluster);
            if (host.root()) {
                new SystemUsers(host).remove(SystemUsers.ofClusters(folder));
                new SystemUsers(host).remove(SystemUsers.ofClients(folder));
            }
        }
    }

    private LocalClusters.@Nullable Users users() {
        if (!host.root()) {
            return null;
        }
        LocalClusters.Users users =
                new LocalClusters.Users(SystemUsers.ofClusters(folder), SystemUsers.ofClients(folder));
        new SystemUsers(host).ensure(users.servers());
        new SystemUsers(host).ensure(users.clients());
        return users;
    }

    private void measure(Doors doors) throws SQLException, InterruptedException {
        Report report = new Report();
        MachineFacts.report(report::fact, host, folder);
        make(doors);
        report.fact(
                "rows",
                doors.reader()
                        .rows("SELECT sum(reltuples)::bigint FROM pg_catalog.pg_class WHERE relkind = 'r'"
                                + " AND relnamespace = 'public'::regnamespace")
                        .getFirst()
                        .getFirst());
        report.fact("data", LargeData.bytes(doors.reader()) / 1_000_000 + " MB");
        List<Double> alone = new ArrayList<>();
        List<Double> passedOver = new ArrayList<>();
        List<Double> writes = new ArrayList<>();
        List<Double> changes = new ArrayList<>();
        report.load("alone");
        for (int round = 0; round < rounds; round++) {
            alone.add(load(doors.reader(), passedOver));
        }
        report.load("beside somebody who writes");
        for (int round = 0; round < rounds; round++) {
            writes.add(longest(doors, passedOver, "UPDATE public.sale_order SET name = name WHERE id = 7"));
        }
        report.load("beside somebody who changes a table");
        for (int round = 0; round < rounds; round++) {
            changes.add(longest(doors, passedOver, "ALTER TABLE public.mail_message ALTER name SET STATISTICS 100"));
        }
        report.add(Figure.below(TARGET, "s", "the load map", alone));
        report.add(Figure.beside("", "tables that it passed over, of " + (LARGE.size() + SMALL_TABLES), passedOver));
        report.add(Figure.beside("ms", "the longest of the writes meanwhile", writes));
        report.add(Figure.beside("ms", "the longest wait of an ALTER TABLE of the largest meanwhile", changes));
        Bench.say(report.markdown());
    }

    private static double load(Reader reader, List<Double> passedOver) {
        long begun = System.nanoTime();
        Load.Seen seen = Load.of(reader, Instant.now(), ZoneOffset.UTC);
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (seen.map().total() == 0) {
            throw new IllegalStateException("nothing was seen");
        }
        passedOver.add((double) seen.passedOver());
        return seconds;
    }

    /** How long the slowest of statements took that somebody repeats while the map is made, in milliseconds. */
    private static double longest(Doors doors, List<Double> passedOver, String repeated)
            throws SQLException, InterruptedException {
        CountDownLatch begins = new CountDownLatch(1);
        Thread map = Thread.ofPlatform().start(() -> {
            begins.countDown();
            load(doors.reader(), passedOver);
        });
        begins.await();
        double longest = 0;
        try (Connection connection = doors.owner().connect();
                Statement statement = connection.createStatement()) {
            while (map.isAlive()) {
                long begun = System.nanoTime();
                statement.execute(repeated);
                longest = Math.max(longest, (System.nanoTime() - begun) / 1e6);
                Thread.sleep(5);
            }
        }
        map.join();
        return longest;
    }

    private void make(Doors doors) {
        LARGE.forEach((name, thousands) -> {
            Bench.say(name);
            table(doors, name, (long) thousands * thousandths);
        });
        for (int i = 0; i < SMALL_TABLES; i++) {
            table(doors, "small_" + i, 2L * thousandths);
        }
        doors.owner().script("ANALYZE");
    }

    /** Rows of three years, as wide as those of Odoo are. */
    private static void table(Doors doors, String name, long rows) {
        doors.owner().script("""
                        CREATE TABLE public.%1$s (id serial PRIMARY KEY, name text, note text, amount numeric,
                                                  create_uid int, write_uid int, create_date timestamp, write_date timestamp);
                        INSERT INTO public.%1$s (name, note, amount, create_uid, write_uid, create_date, write_date)
                        SELECT 'Row ' || i, repeat(md5(i::text), 5), i %% 997, 1 + i %% 60, 1 + i %% 60, made.at, made.at
                          FROM generate_series(1, %2$d) i,
                               LATERAL (SELECT (now() AT TIME ZONE 'UTC') - (%2$d - i) * interval '3 years' / %2$d) made(at);
                        """.formatted(name, rows));
    }
}
