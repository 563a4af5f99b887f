package dev.understudy.bench;

import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.client.Time;
import dev.understudy.model.view.ProjectView;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A service with many projects, {@code p0} and so on, each with a file of its own and all with one repository. Their environments
 * are described and not made: no Odoo serves meanwhile.
 */
public final class ManyProjects {

    private final Order order;
    private final Bench bench;
    private final Host host;

    public ManyProjects(Order order, Bench bench, Host host) {
        this.order = order;
        this.bench = bench;
        this.host = host;
    }

    /**
     * What a command asks for: two numbers, then options.
     *
     * @param often how often, or for how long, is measured
     */
    public record Order(Settings where, int projects, int often) {

        /** Throws {@link IllegalArgumentException} with what is wrong. The name stands in the usual home and report. */
        public static Order of(String name, int usually, Path checkout, Path folder, List<String> words) {
            List<String> numbers =
                    words.stream().takeWhile(word -> word.matches("\\d+")).toList();
            if (numbers.size() > 2) {
                throw new IllegalArgumentException(numbers.getLast());
            }
            List<String> options = new ArrayList<>(
                    List.of("--home", "/var/tmp/understudy-bench-" + name, "--report", "bench/target/" + name + ".md"));
            options.addAll(words.subList(numbers.size(), words.size()));
            return new Order(
                    Settings.of(checkout, folder, options),
                    numbers.isEmpty() ? 100 : Integer.parseInt(numbers.getFirst()),
                    numbers.size() < 2 ? usually : Integer.parseInt(numbers.getLast()));
        }
    }

    /**
     * Writes their files, and the repository.
     *
     * @param rest what a file says beside its name, its Odoo and its repository
     */
    public void describe(String rest) throws IOException {
        Path repository = repository();
        for (int project = 0; project < order.projects(); project++) {
            Files.createDirectories(file(project).resolveSibling("."));
            Files.writeString(file(project), """
                    project: p%d
                    odoo: { series: "19.0", modules: [sale_management] }
                    repositories: [{ name: sales, url: "%s" }]
                    %s""".formatted(project, repository, rest));
        }
    }

    private Path file(int project) {
        return project == 0
                ? order.where().project()
                : order.where().own().resolve("p" + project).resolve("understudy.yaml");
    }

    private Path repository() throws IOException {
        Path repository = order.where().own().resolve("addons");
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
        return repository;
    }

    /** The commit that their repository has. */
    public String commit() {
        return git("rev-parse", "HEAD");
    }

    private String git(String... words) {
        List<String> argv = new ArrayList<>(
                List.of("git", "-C", order.where().own().resolve("addons").toString()));
        argv.addAll(List.of(words));
        return host.require(Command.of(argv)).out().strip();
    }

    /** Adds them to the service, which runs; when all are ready. */
    public Client ready() throws InterruptedException {
        Client client = new Client(bench.home(), Locale.ENGLISH, "bench", Time.REAL, () -> {});
        List<String> there = projects(client).stream().map(ProjectView::name).toList();
        for (int project = 1; project < order.projects(); project++) {
            if (!there.contains("p" + project)) {
                client.post("/projects", Map.of("file", file(project).toString()));
            }
        }
        while (projects(client).stream()
                        .filter(project -> project.status().equals("ready"))
                        .count()
                < order.projects()) {
            Thread.sleep(500);
        }
        return client;
    }

    private static List<ProjectView> projects(Client client) {
        return Json.list(client.get("/projects"), ProjectView.class);
    }
}
