package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.audit.AuditReport;
import dev.understudy.model.audit.AuditReport.Kind;
import dev.understudy.model.config.FollowSettings;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.run.RunView;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.LoopbackPorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/**
 * An Odoo as Compose starts it, on a real Docker engine: its database publishes no port, so only the network of the two leads
 * there. It is looked at, followed, taken over and given back all the same.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(3600)
class ComposeIT {

    private static final String ODOO = "acme-odoo-1";
    private static final String SERVER = "acme-db-1";

    private final PlainOdoo odoo = new PlainOdoo("19.0");
    private final DockerEngine docker = DockerEngine.ofTheMachine(odoo.host());
    private final LiveService service = LiveService.inNewHome();
    private final int port = LoopbackPorts.free();
    private final Path adopted = service.home().directory().resolve("adopted");

    @BeforeAll
    void twoContainersServe() throws IOException {
        odoo.install("contacts");
        Path data = odoo.handOver();
        docker.image(odoo.root(), "acme/odoo:19.0");
        docker.emptyImage("acme/db:15");
        run("network", "create", "acme_default");
        started(
                SERVER,
                List.of("--network-alias=db", "--user=65534:65534", "--volume=/usr:/usr:ro", "--volume=/etc:/etc:ro"),
                List.of("--volume=" + data + ":/data", "acme/db:15"),
                List.of(
                        odoo.bin().resolve("postgres").toString(),
                        "-D",
                        "/data",
                        "-c",
                        "listen_addresses=*",
                        "-c",
                        "unix_socket_directories=/tmp"));
        started(
                ODOO,
                List.of("--user=odoo", "--restart=always", "--publish=127.0.0.1:" + port + ":8069"),
                List.of("--volume=" + odoo.root().resolve("var/lib/odoo") + ":/var/lib/odoo", "acme/odoo:19.0"),
                List.of(
                        "/usr/bin/odoo",
                        "-c",
                        "/etc/odoo/odoo.conf",
                        "--db_host=db",
                        "--db_port=5432",
                        "--db_user=odoo",
                        "--db_password=" + odoo.password()));
        Await.until(Duration.ofMinutes(5), () -> docker.run("logs", ODOO).err(), said -> said.contains("HTTP service"));
    }

    @AfterAll
    void leaveNothing() {
        service.close();
        docker.close();
        odoo.close();
    }

    @Test
    @Order(1)
    void itIsLookedAt() {
        Cli.Ended ended = Cli.run(service.home(), "audit");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        AuditReport report = JsonMapper.shared().readValue(ended.out(), AuditReport.class);
        assertThat(report.installation().kind()).isEqualTo(Kind.CONTAINER);
        assertThat(report.data().database()).isEqualTo(PlainOdoo.DATABASE);
        assertThat(report.filestore()).isNotNull();
        assertThat(ended.out() + ended.err()).doesNotContain(odoo.password());
    }

    @Test
    @Order(2)
    void howItIsFollowedIsFoundOut() throws IOException {
        Cli.Ended ended = Cli.run(service.home(), "adopt", adopted.toString());

        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        assertThat(follows().data().container()).contains(SERVER);
        assertThat(follows().port()).isEqualTo(port);
        assertThat(follows().data().filestore()).contains(odoo.filestore());
        assertThat(Files.readString(adopted.resolve("understudy.yaml"))).doesNotContain(odoo.password());
        assertThat(Files.getPosixFilePermissions(follows().config())).hasSize(2);
    }

    @Test
    @Order(3)
    void itIsFollowedByTheNetworkOfItsServer() {
        describe();
        service.start();

        RunView followed = succeeded("follow");

        System.err.println(service.api().told(followed));
        assertThat(Api.detail(followed, "bring-data")).startsWith("dumped");
        try (Clerks clerks = Clerks.at(address())) {
            clerks.write(3);
        }
        assertThat(theirs()).isEqualTo(3);
        assertThat(ours()).isZero();
    }

    @Test
    @Order(4)
    void whileItsServerIsAwayNothingIsBegun() {
        run("pause", ODOO);
        run("stop", SERVER);
        try {
            Cli.Ended ended = Cli.run(service.home(), "follow");

            assertThat(ended.exitCode()).isNotZero();
            assertThat(requireNonNull(ended.run().error()).code()).isEqualTo("follow.container-away");
        } finally {
            run("start", SERVER);
            Await.until(Duration.ofMinutes(2), this::counted, CommandResult::succeeded);
            run("unpause", ODOO);
        }
    }

    @Test
    @Order(5)
    void itIsTakenOverAndGivenBack() {
        try (Clerks clerks = Clerks.at(address())) {
            clerks.begin();
            RunView taken = succeeded("take-over");
            clerks.end();

            System.err.println(service.api().told(taken));
            System.err.println(clerks);
            assertThat(clerks.failures()).isEmpty();
            assertThat(ours()).isEqualTo(3 + clerks.written());
        }
        assertThat(docker.run("inspect", "--format={{.State.Running}} {{.HostConfig.RestartPolicy.Name}}", ODOO)
                        .out())
                .startsWith("false no");
        int before = ours();

        RunView given = succeeded("give-back");

        System.err.println(service.api().told(given));
        assertThat(theirs()).isEqualTo(before);
        assertThat(docker.run("inspect", "--format={{.State.Running}} {{.HostConfig.RestartPolicy.Name}}", ODOO)
                        .out())
                .startsWith("true always");
    }

    private RunView succeeded(String command) {
        Cli.Ended ended = Cli.run(service.home(), command);
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        return ended.run();
    }

    private FollowSettings follows() {
        return ProjectFile.read(adopted.resolve("understudy.yaml"))
                .require()
                .production()
                .follows()
                .orElseThrow();
    }

    /** What was found out, in a project that has ports of its own. */
    private void describe() {
        Path repository = service.repositories().resolve("sales");
        Sources.create(repository, "Begin", checkout -> Files.writeString(checkout.resolve("README.md"), "Acme\n"));
        FollowSettings found = follows();
        service.project("""
                project: acme
                odoo: { series: "19.0" }
                repositories: [{ name: sales, url: "%s" }]
                ports: %s
                environments:
                  production:
                    database: acme
                    hold: 5m
                    follows:
                      config: %s
                      database: acme
                      filestore: %s
                      server_container: %s
                      port: %d
                      stop: %s
                      start: %s
                """.formatted(
                        repository,
                        service.ports(),
                        found.config(),
                        found.data().filestore().orElseThrow(),
                        found.data().container().orElseThrow(),
                        found.port(),
                        JsonMapper.shared().writeValueAsString(found.stop()),
                        JsonMapper.shared().writeValueAsString(found.start())));
    }

    private URI address() {
        return URI.create(
                "http://127.0.0.1:" + SampleProduction.http(service.api().environment(PRODUCTION)));
    }

    private int ours() {
        return Integer.parseInt(
                service.database(PRODUCTION).rows(Clerks.COUNT).getFirst().getFirst());
    }

    private int theirs() {
        CommandResult said = counted();
        assertThat(said.succeeded()).as(said.err()).isTrue();
        return Integer.parseInt(said.out().strip());
    }

    private CommandResult counted() {
        return docker.run(
                "exec",
                SERVER,
                odoo.bin().resolve("psql").toString(),
                "-XAtq",
                "-h",
                "/tmp",
                "-U",
                "postgres",
                "-d",
                PlainOdoo.DATABASE,
                "-c",
                Clerks.COUNT);
    }

    private void started(String name, List<String> options, List<String> image, List<String> program) {
        List<String> words = new ArrayList<>(List.of(
                "run",
                "--detach",
                "--name=" + name,
                "--network=acme_default",
                "--label=com.docker.compose.project=acme"));
        words.addAll(options);
        words.addAll(image);
        words.addAll(program);
        run(words.toArray(String[]::new));
    }

    private void run(String... words) {
        CommandResult result = docker.run(words);
        assertThat(result.succeeded())
                .as(String.join(" ", words) + ": " + result.err())
                .isTrue();
    }
}
