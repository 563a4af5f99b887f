package dev.understudy.bench.pages;

import dev.understudy.bench.Bench;
import dev.understudy.bench.MachineFacts;
import dev.understudy.bench.ManyProjects;
import dev.understudy.bench.ManyProjects.Order;
import dev.understudy.cli.client.Client;
import dev.understudy.engine.environment.Ports;
import dev.understudy.model.config.PortRange;
import dev.understudy.model.home.Home;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.postgres.LocalClusters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Jdbi;

/**
 * {@code bench/pages}: how long the service takes for each page, and how much a browser loads for it, with many projects that have
 * years behind them; and how soon many who follow one run see what happens in it.
 */
public final class PagesBenchmark {

    private static final String USAGE = "bench/pages [PROJECTS [ROUNDS]] [--home FOLDER] [--keep] [--report FILE]";
    private static final int ENVIRONMENTS = 10;
    private static final int RELEASES = 100;
    private static final int RUNS = 1000;
    private static final int STEPS = 12;

    /** So many projects have had a month of use; the others' environments are described and not made. */
    private static final int USED = 5;

    private static final int FOLLOWERS = 500;
    private static final int EVENTS = 30;
    private static final int LONGEST_MILLIS = 100;
    private static final int MOST_KILOBYTES = 150;

    private final Order order;
    private final Bench bench;
    private final Host host = new LocalHost("local", CommandLog.NONE);
    private final ManyProjects projects;

    private PagesBenchmark(Order order) {
        this.order = order;
        this.bench = new Bench(order.where());
        this.projects = new ManyProjects(order, bench, host);
    }

    /** Begins. The first argument is Understudy's own folder. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PagesBenchmark benchmark = new PagesBenchmark(Bench.settings(
                arguments, (checkout, folder, words) -> Order.of("pages", 100, checkout, folder, words), USAGE));
        StringBuilder copies = new StringBuilder();
        for (int copy = 2; copy < ENVIRONMENTS; copy++) {
            copies.append("  staging-").append(copy).append(": { copy_of: production }\n");
        }
        benchmark.projects.describe("""
                method: hdz-ii
                people:
                  - { name: ana, mail: ana@acme.example, roles: [client] }
                  - { name: bo, mail: bo@acme.example, roles: [release-manager, developer] }
                environments:
                  production: {}
                  staging: { copy_of: production }
                %s""".formatted(copies));
        benchmark.bench.during(benchmark::measure);
    }

    private void measure() throws IOException, InterruptedException {
        StringBuilder told = new StringBuilder();
        MachineFacts.report(
                (name, value) -> told.append("- %s: %s\n".formatted(name, value)),
                host,
                order.where().home());
        Client client = projects.ready();
        Bench.say("the histories are written");
        String commit = projects.commit();
        for (int project = 0; project < order.projects(); project++) {
            try (Connection control = control(bench.home(), project)) {
                new LongHistory(Jdbi.create(control), commit).write(RELEASES, RUNS, STEPS);
                if (project < USED) {
                    new LongUse(Jdbi.create(control))
                            .write(
                                    folder(bench.home(), project),
                                    PortRange.DEFAULT.first() + project * 2 * Ports.BLOCK);
                }
            } catch (SQLException away) {
                throw new IOException(away);
            }
        }
        told.append("- projects: %d, each with %d environments, %d releases, %d runs of %d steps\n"
                .formatted(order.projects(), ENVIRONMENTS, RELEASES, RUNS, STEPS));
        told.append("- with a month of use, asked for pages of that: %d of them\n"
                .formatted(Math.min(USED, order.projects())));
        told.append("- load (mean of one minute) before: ").append(MachineFacts.load());
        try (Visit visit =
                Visit.of(bench.home(), client, order.projects(), Math.min(USED, order.projects()), RELEASES, RUNS)) {
            List<Asked> asked = new ArrayList<>();
            for (String page : ManualPages.of(order.where().checkout())) {
                Bench.say(page);
                asked.add(visit.ask(page, order.often()));
            }
            told.append(", after: ").append(MachineFacts.load()).append("\n");
            told.append("- the service then: ").append(memory()).append("\n\n");
            told.append(table(asked)).append('\n');
            // What is known is kept, whatever becomes of the rest.
            bench.write(told.toString());
            told.append(followed(visit));
        }
        bench.write(told.toString());
    }

    private String memory() throws IOException {
        return String.format(Locale.ROOT, "%.0f MB", bench.understudy().memory());
    }

    /** The last of the projects has a run that goes on, and many who follow it. */
    private String followed(Visit visit) throws IOException, InterruptedException {
        Bench.say("followers");
        int project = order.projects() - 1;
        try (Connection control = control(bench.home(), project);
                Crowd crowd = new Crowd(Jdbi.create(control), visit, "p" + project)) {
            List<Double> millis = crowd.follow(FOLLOWERS, EVENTS);
            Asked all = new Asked("", 200, 0, 0, millis);
            return String.format(
                    Locale.ROOT,
                    "- %d who follow a run, %d events, from just before each was committed until they had it: median %.0f ms,"
                            + " 95 of 100 within %.0f ms, the last %.0f ms; the service then: %s\n",
                    FOLLOWERS,
                    EVENTS,
                    all.percentile(50),
                    all.percentile(95),
                    all.percentile(100),
                    memory());
        } catch (SQLException away) {
            throw new IOException(away);
        }
    }

    private static String table(List<Asked> asked) {
        StringBuilder table = new StringBuilder("""
                | page | answer | median | 95 of 100 | most | bytes | first load | reached |
                |---|---|---|---|---|---|---|---|
                """);
        for (Asked page : asked) {
            table.append(String.format(
                    Locale.ROOT,
                    "| `%s` | %d | %.1f ms | **%.1f ms** | %.1f ms | %d kB | %d kB | %s |\n",
                    page.page(),
                    page.status(),
                    page.percentile(50),
                    page.percentile(95),
                    page.percentile(100),
                    page.bytes() / 1000,
                    page.firstLoad() / 1000,
                    reached(page)));
        }
        return table.toString();
    }

    /** Of a page that was not shown, nothing is said. */
    private static String reached(Asked page) {
        if (page.status() != 200) {
            return "";
        }
        return page.percentile(95) < LONGEST_MILLIS && page.firstLoad() < MOST_KILOBYTES * 1000L ? "yes" : "no";
    }

    private static Path folder(Home home, int project) {
        return project == 0 ? home.directory() : home.projects().resolve("p" + project);
    }

    /** A connection to the control plane of a project, in the service's own PostgreSQL. */
    private static Connection control(Home home, int project) throws IOException, SQLException {
        Path folder = home.control();
        String port = Files.readString(folder.resolve("port")).strip();
        String name = project == 0 ? "understudy" : "project_p" + project;
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + name,
                LocalClusters.SUPERUSER,
                Files.readString(folder.resolve("superuser")).strip());
    }
}
