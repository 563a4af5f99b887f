package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.demo.OdooRpc;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.odoo.cli.OdooArguments;
import dev.understudy.odoo.conf.OutgoingMail;
import dev.understudy.odoo.series.Series;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.host.Walls;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.LocalClusters;
import dev.understudy.targets.runtime.DebianRoot;
import dev.understudy.targets.runtime.Instance;
import dev.understudy.targets.runtime.OdooRuntime;
import dev.understudy.targets.runtime.OdooSetting;
import dev.understudy.targets.runtime.ProcessRuntime;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * Somebody else's Odoo, dumped by hand as its administrator does it, comes into an empty home by one command; it is quiet
 * until somebody says that it is the one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(1800)
class AnyDumpIT {

    private static final String SERIES = "19.0";
    private static final String OLD = "old";

    private final LiveService service = LiveService.inNewHome();
    private final Host host = service.host();
    private final Path brought = service.home().directory().resolve("brought");

    @BeforeAll
    void dumpByHand() {
        SystemUsers users = new SystemUsers(host);
        users.ensure(SystemUsers.ofClusters(service.home().directory()));
        users.ensure(SystemUsers.ofClients(service.home().directory()));
        String user = SystemUsers.ofEnvironment(service.home().directory(), OLD);
        users.ensure(user);
        Path folder = service.home().directory().resolve(OLD);
        Path data = folder.resolve("data");
        host.require(Command.of("mkdir", "-p", data, brought));
        host.require(Command.of("chown", user + ":" + user, data));
        LocalClusters clusters = service.clusters();
        Cluster cluster =
                service.cluster(OLD, folder.resolve("pgdata"), service.ports().last() - 1);
        clusters.create(cluster);
        clusters.start(cluster);
        try {
            clusters.createDatabase(cluster, "acme");
            OdooRuntime odoo = new ProcessRuntime(
                    host,
                    new DebianRoot(
                            host,
                            service.home().cache(),
                            service.home().directory().resolve("env"),
                            SERIES,
                            List.of()),
                    () -> UUID.randomUUID().toString());
            odoo.build(line -> {});
            OdooSetting setting = setting(cluster, clusters.renewOdooPassword(cluster), user, data);
            OdooRuntime.OnceResult made = odoo.once(
                    setting,
                    new OdooArguments(Series.of(SERIES), setting.configuration().toString())
                            .install(List.of("base", "mail"), false),
                    "",
                    setting.logs().resolve("install.log"),
                    Duration.ofMinutes(15));
            assertThat(made.exitCode()).as(made.out()).isZero();
            clusters.database(cluster, "acme").owner().script("""
                    INSERT INTO ir_mail_server (name, smtp_host, smtp_port, smtp_encryption, smtp_authentication, active, sequence)
                         VALUES ('Mail of ACME', 'mail.acme.example', 25, 'none', 'login', true, 1);
                    CREATE TABLE public.legacy (id integer);
                    """);
            host.require(Command.of(
                    "sh",
                    "-c",
                    "exec env PGPASSWORD=\"$2\" pg_dump -h 127.0.0.1 -p \"$0\" -U odoo -Fc acme > \"$1\"",
                    cluster.port(),
                    brought.resolve("acme.dump"),
                    clusters.renewOdooPassword(cluster)));
            host.require(Command.of("cp", "-r", "--", data.resolve("filestore"), brought.resolve("filestore")));
        } finally {
            clusters.stop(cluster);
            host.delete(folder);
            users.remove(user);
        }
        Path repository = service.repositories().resolve("sales");
        Sources.create(repository, "Greet", AnyDumpIT::addon);
        service.project("""
                project: acme
                odoo:
                  series: "%s"
                repositories:
                  - name: sales
                    url: "%s"
                ports: %s
                environments:
                  production: {}
                """.formatted(SERIES, repository, service.ports()));
        service.start();
    }

    @AfterAll
    void leaveNothing() {
        service.close();
    }

    @Test
    @Order(1)
    void withoutItsFilesNothingIsMade() {
        Cli.Ended ended = Cli.run(
                service.home(),
                "restore",
                PRODUCTION,
                "--from",
                brought.resolve("acme.dump").toString());

        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(3);
        RunView run = ended.run();
        assertThat(requireNonNull(run.error()).code()).isEqualTo("restore.files-missing");
        assertThat(service.api().environment(PRODUCTION).status()).isEqualTo("absent");
    }

    @Test
    @Order(2)
    void oneCommandBringsItIntoAnEmptyHomeAndItIsQuiet() {
        Cli.Ended ended = Cli.run(
                service.home(),
                "restore",
                PRODUCTION,
                "--from",
                brought.resolve("acme.dump").toString(),
                "--filestore",
                brought.resolve("filestore").toString());

        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        System.err.println(service.api().told(ended.run()));
        EnvironmentView production = service.api().environment(PRODUCTION);
        assertThat(production.status()).isEqualTo("running");
        assertThat(production.quiet()).isTrue();
        assertThat(production.fenced()).isTrue();
        assertThat(production.neutralized()).isFalse();
        assertThat(running(production, "web")).isTrue();
        assertThat(running(production, "cron")).isFalse();
        assertThat(outside().err()).contains("Connection refused");
        assertThat(service.database(PRODUCTION).rows("SELECT smtp_host FROM ir_mail_server WHERE active"))
                .containsExactly(List.of("mail.acme.example"));
        try (OdooRpc odoo = signIn(production)) {
            assertThat(odoo.search("res.users", List.of())).isNotEmpty();
        }
    }

    @Test
    @Order(3)
    void whatHasDataIsNotReplacedUnnamed() {
        Cli.Ended ended = Cli.run(
                service.home(),
                "restore",
                PRODUCTION,
                "--from",
                brought.resolve("acme.dump").toString());

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.problem().code()).isEqualTo("restore.would-replace");
    }

    @Test
    @Order(4)
    void itIsLiveWhenSomebodySaysSo() {
        assertThat(Cli.run(service.home(), "env", "live", PRODUCTION).exitCode())
                .isZero();

        EnvironmentView live = service.api().environment(PRODUCTION);
        assertThat(live.quiet()).isFalse();
        assertThat(live.fenced()).isNull();
        assertThat(running(live, "cron")).isTrue();
        assertThat(outside().succeeded()).isTrue();

        assertThat(Cli.run(service.home(), "env", "quiet", PRODUCTION).exitCode())
                .isZero();
        assertThat(running(service.api().environment(PRODUCTION), "cron")).isFalse();
        assertThat(outside().err()).contains("Connection refused");
    }

    /** Somebody who answers beyond this machine, asked as production's user. */
    private CommandResult outside() {
        try (Outside outside =
                Outside.open(host, SystemUsers.tag(service.home().directory()), Path.of("/usr/share/doc"))) {
            return service.bash(
                    SystemUsers.ofEnvironment(service.home().directory(), PRODUCTION),
                    "exec 3<>/dev/tcp/" + outside.address());
        }
    }

    private static boolean running(EnvironmentView environment, String role) {
        return environment.instances().stream()
                .anyMatch(instance -> instance.role().equals(role) && instance.running());
    }

    private static OdooRpc signIn(EnvironmentView view) {
        return OdooRpc.login(
                URI.create("http://127.0.0.1:" + SampleProduction.http(view)),
                requireNonNull(view.database()).name(),
                "admin",
                "admin");
    }

    private OdooSetting setting(Cluster cluster, String password, String user, Path data) {
        return new OdooSetting(
                new OdooSetting.Tenant(OLD, user, Walls.NONE),
                SERIES,
                new OdooSetting.DatabaseLogin("acme", cluster.port(), password),
                new OdooSetting.Code(List.of(), List.of()),
                new OdooSetting.Places(data, service.home().first().environment(OLD), List.of()),
                new OdooSetting.Seat(
                        Instance.Slot.BLUE,
                        service.ports().last() - 2,
                        service.ports().last() - 3,
                        0),
                new OdooSetting.Conduct(false, OutgoingMail.NONE, Map.of()));
    }

    private static void addon(Path checkout) throws IOException {
        Path module = Files.createDirectories(checkout.resolve("acme_hello"));
        Files.writeString(module.resolve("__init__.py"), "");
        Files.writeString(
                module.resolve("__manifest__.py"),
                "{'name': 'Hello', 'version': '19.0.1.0.0', 'license': 'LGPL-3', 'depends': ['base']}\n");
    }
}
