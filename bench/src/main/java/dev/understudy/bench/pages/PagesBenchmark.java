package dev.understudy.bench.pages;

import dev.understudy.bench.Bench;
import dev.understudy.bench.MachineFacts;
import dev.understudy.bench.Settings;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.client.Time;
import dev.understudy.model.home.Home;
import dev.understudy.model.view.ProjectView;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.postgres.LocalClusters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/**
 * {@code bench/pages}: how long the service takes for each page, and how much a browser loads for it, with many projects that have
 * years behind them. Their environments are described and not made: no Odoo serves meanwhile.
 */
public final class PagesBenchmark {

    private static final String USAGE = "bench/pages [PROJECTS [ROUNDS]]";
    private static final int ENVIRONMENTS = 10;
    private static final int RELEASES = 100;
    private static final int RUNS = 1000;
    private static final int STEPS = 12;
    private static final int LONGEST_MILLIS = 100;
    private static final int MOST_KILOBYTES = 150;

    private final Order order;
    private final Bench bench;
    private final Host host = new LocalHost("local", CommandLog.NONE);

    private PagesBenchmark(Order order) {
        this.order = order;
        this.bench = new Bench(order.where());
    }

    /**
     * @param rounds how often each page is asked for, each time of another project
     */
    private record Order(Settings where, int projects, int rounds) {

        static Order of(Path checkout, Path folder, List<String> words) {
            Settings where = Settings.of(
                    checkout,
                    folder,
                    List.of("--home", "/var/tmp/understudy-bench-pages", "--report", "bench/target/pages.md"));
            if (words.size() > 2) {
                throw new IllegalArgumentException(words.getLast());
            }
            return new Order(
                    where,
                    words.isEmpty() ? 100 : Integer.parseInt(words.getFirst()),
                    words.size() < 2 ? 100 : Integer.parseInt(words.getLast()));
        }
    }

    /** Begins. The first argument is Understudy's own folder. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PagesBenchmark benchmark = new PagesBenchmark(Bench.settings(arguments, Order::of, USAGE));
        for (int project = 0; project < benchmark.order.projects(); project++) {
            benchmark.describe(project);
        }
        benchmark.bench.during(benchmark::measure);
    }

    private Path file(int project) {
        Path own = order.where().own();
        return project == 0
                ? order.where().project()
                : own.resolve("p" + project).resolve("understudy.yaml");
    }

    private void describe(int project) throws IOException {
        Path repository = repository();
        if (!Files.exists(repository)) {
            Files.createDirectories(repository.resolve("acme_sale"));
            host.require(Command.of("chmod", "0755", order.where().home()));
            Files.writeString(
                    repository.resolve("acme_sale/__manifest__.py"), "{'name': 'Sale', 'depends': ['sale']}\n");
            Files.writeString(repository.resolve("acme_sale/__init__.py"), "");
            git("init", "-q", "--initial-branch=main");
            git("add", "--all");
            git("-c", "user.name=Dev", "-c", "user.email=dev@acme.example", "commit", "-q", "--message=Begin");
        }
        StringBuilder copies = new StringBuilder();
        for (int copy = 2; copy < ENVIRONMENTS; copy++) {
            copies.append("  staging-").append(copy).append(": { copy_of: production }\n");
        }
        Files.createDirectories(file(project).resolveSibling("."));
        Files.writeString(file(project), """
                project: p%d
                odoo: { series: "19.0", modules: [sale_management] }
                repositories: [{ name: sales, url: "%s" }]
                method: hdz-ii
                people:
                  - { name: ana, mail: ana@acme.example, roles: [client] }
                  - { name: bo, mail: bo@acme.example, roles: [release-manager, developer] }
                environments:
                  production: {}
                  staging: { copy_of: production }
                %s""".formatted(project, repository, copies));
    }

    private Path repository() {
        return order.where().own().resolve("addons");
    }

    private String git(String... words) {
        List<String> argv = new ArrayList<>(List.of("git", "-C", repository().toString()));
        argv.addAll(List.of(words));
        return host.require(Command.of(argv)).out().strip();
    }

    private void measure() throws IOException, InterruptedException {
        StringBuilder told = new StringBuilder();
        MachineFacts.report(
                (name, value) -> told.append("- %s: %s\n".formatted(name, value)),
                host,
                order.where().home());
        Client client = new Client(bench.home(), Locale.ENGLISH, "bench", Time.REAL, () -> {});
        for (int project = 1; project < order.projects(); project++) {
            client.post("/projects", Map.of("file", file(project).toString()));
        }
        while (ready(client) < order.projects()) {
            Thread.sleep(500);
        }
        Bench.say("the histories are written");
        String commit = git("rev-parse", "HEAD");
        for (int project = 0; project < order.projects(); project++) {
            new LongHistory(control(bench.home(), project), commit).write(RELEASES, RUNS, STEPS);
        }
        told.append("- projects: %d, each with %d environments, %d releases, %d runs of %d steps\n"
                .formatted(order.projects(), ENVIRONMENTS, RELEASES, RUNS, STEPS));
        told.append("- load (mean of one minute) before: ").append(MachineFacts.load());
        List<Asked> asked = asked(client);
        told.append(", after: ").append(MachineFacts.load()).append("\n\n");
        bench.write(told + table(asked));
    }

    private List<Asked> asked(Client client) throws IOException, InterruptedException {
        try (Visit visit = Visit.of(bench.home(), client, order.projects(), RELEASES, RUNS)) {
            List<Asked> asked = new ArrayList<>();
            for (String page : ManualPages.of(order.where().checkout())) {
                Bench.say(page);
                asked.add(visit.ask(page, order.rounds()));
            }
            return asked;
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

    /** The control plane of a project, in the service's own PostgreSQL. */
    private static Jdbi control(Home home, int project) throws IOException {
        Path folder = home.control();
        String port = Files.readString(folder.resolve("port")).strip();
        String name = project == 0 ? "understudy" : "project_p" + project;
        return Jdbi.create(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + name,
                LocalClusters.SUPERUSER,
                Files.readString(folder.resolve("superuser")).strip());
    }

    private static long ready(Client client) {
        return Json.list(client.get("/projects"), ProjectView.class).stream()
                .filter(project -> project.status().equals("ready"))
                .count();
    }
}
