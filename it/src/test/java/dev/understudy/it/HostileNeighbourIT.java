package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static dev.understudy.it.SampleProduction.STAGING;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.run.RunView;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.LocalClusters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Another user of the machine, and one who has come to the control plane's database, beside a production that serves and a
 * copy of it.
 */
@ExtendWith(SharedProduction.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(1200)
class HostileNeighbourIT {

    private final SampleProduction sample;
    private final LiveService service;
    private final Api api;
    private final Path home;

    HostileNeighbourIT(SampleProduction sample) {
        this.sample = sample;
        this.service = sample.service();
        this.api = sample.api();
        this.home = service.home().directory();
    }

    @Test
    @Order(1)
    void nobodyReadsWhatIsThereNorWritesIt() {
        succeeded(api.perform(STAGING, "refresh", Map.of()));
        succeeded(api.perform(PRODUCTION, "backup", Map.of()));
        succeeded(api.perform(PRODUCTION, "snapshot", Map.of()));

        // The demo's own folder is the operator's, and so are its repositories.
        String look =
                "find " + home + " -path " + home + "/demo -prune -o \\( -readable -o -writable \\) ! -type l -print";
        assertThat(as("nobody", look).out()).isEmpty();
        // Who is let in finds something: the search itself works.
        assertThat(as("root", look).out()).contains("token", "filestore", ".zip", "sales.git");
        for (String environment : List.of(PRODUCTION, STAGING)) {
            String other = environment.equals(STAGING) ? PRODUCTION : STAGING;
            assertThat(as(SystemUsers.ofEnvironment(home, environment), look).out())
                    .doesNotContain("/" + other + "/", "token", ".zip", "superuser", "sales.git");
            assertThat(as(SystemUsers.ofClusters(home, environment), look).out())
                    .doesNotContain("/" + other + "/", "token", ".zip", "superuser", "filestore");
        }
        assertThat(as(SystemUsers.ofGit(home), look).out()).doesNotContain("volumes", "token", ".zip");
    }

    @Test
    @Order(2)
    void nobodyIsLetInByItsDoors() {
        EnvironmentView production = sample.production();
        int database = requireNonNull(production.database()).port();
        Path psql = new dev.understudy.targets.postgres.PostgresBinaries(service.host())
                .newest()
                .resolve("psql");
        for (String role : List.of("odoo", "understudy", "understudy_reader", "understudy_owner", "postgres")) {
            for (String where : List.of("--host=127.0.0.1", "--host=" + home.resolve("run/production/live"))) {
                CommandResult tried = as(
                        "nobody",
                        "PGPASSWORD=odoo " + psql + " " + where + " --port=" + database + " --username=" + role
                                + " --command='SELECT 1' "
                                + requireNonNull(production.database()).name());
                assertThat(tried.succeeded()).as(role + " " + where).isFalse();
            }
        }
        assertThat(as(
                                "nobody",
                                "curl -s -o /dev/null -w '%{http_code}' "
                                        + service.home().address() + "/api/projects")
                        .out())
                .isEqualTo("401");
        // The edge takes its orders from a socket that is its own.
        assertThat(as("nobody", "find " + home + " -type s").out()).isEmpty();
        String admin = as("root", "find " + home + " -name admin.sock").out().strip();
        assertThat(admin).isNotEmpty();
        assertThat(as("nobody", "curl -s --unix-socket " + admin + " http://localhost/config/")
                        .succeeded())
                .isFalse();
        // Whoever may come to the socket is answered: the question itself works.
        assertThat(as("root", "curl -s --unix-socket " + admin + " http://localhost/config/")
                        .out())
                .isNotBlank();
        assertThat(as("nobody", "curl -s -m 5 http://127.0.0.1:2019/config/").succeeded())
                .isFalse();
    }

    @Test
    @Order(3)
    void whatIsNotedFalselyIsNotDone() throws Exception {
        Path canary =
                Path.of("/var/lib/understudy-canary-" + ProcessHandle.current().pid());
        Files.createDirectory(canary);
        try {
            for (String change : List.of(
                    "os_user = 'root'",
                    "os_user = 'us-000000-x'",
                    "database_name = '../../../.." + canary + "'",
                    "release_id = '../../.." + canary + "'",
                    "port = 22",
                    "postgres_port = "
                            + requireNonNull(sample.production().database()).port())) {
                altered(STAGING, change, () -> {
                    for (String verb : List.of("refresh", "backup", "snapshot", "rollback")) {
                        assertThat(refusal(verb)).as(verb + " with " + change).isEqualTo("environment.altered");
                    }
                    assertThat(api.get("/status").status()).isEqualTo(200);
                });
            }
            assertThat(canary).isEmptyDirectory();
            assertThat(sample.serves(PRODUCTION)).isTrue();
        } finally {
            Files.delete(canary);
        }
    }

    @Test
    @Order(4)
    void anAlteredOneCanBeTakenAway() throws Exception {
        control("UPDATE environment SET os_user = 'root', release_id = '../../etc', port = 22 WHERE name = 'staging'");
        EnvironmentView production = sample.production();

        succeeded(api.perform(STAGING, "destroy", Map.of()));

        assertThat(service.home().first().volumes().resolve(STAGING).resolve("live"))
                .doesNotExist();
        assertThat(as("root", "getent passwd " + SystemUsers.ofEnvironment(home, STAGING))
                        .succeeded())
                .isFalse();
        assertThat(as("root", "getent passwd root").succeeded()).isTrue();
        assertThat(sample.production().instances()).isEqualTo(production.instances());
        assertThat(sample.serves(PRODUCTION)).isTrue();
        succeeded(api.perform(STAGING, "refresh", Map.of()));
    }

    /** The code with which a verb is refused, at once or by its run. */
    private String refusal(String verb) {
        Api.Answer answer = api.post("/environments/" + STAGING + "/" + verb, Map.of());
        if (answer.status() >= 300) {
            return answer.problem().code();
        }
        RunView ended = api.follow(answer.as(RunView.class).id());
        return ended.error() == null ? ended.status() : ended.error().code();
    }

    private void altered(String environment, String change, Runnable act) throws SQLException {
        control("CREATE TABLE kept AS SELECT * FROM environment WHERE name = '" + environment + "'");
        try {
            control("UPDATE environment SET " + change + " WHERE name = '" + environment + "'");
            act.run();
        } finally {
            control("DELETE FROM environment WHERE name = '" + environment + "';"
                    + " INSERT INTO environment SELECT * FROM kept; DROP TABLE kept");
        }
    }

    /** As who has come to the control plane's database. */
    private void control(String sql) throws SQLException {
        int port = Integer.parseInt(
                service.host().read(service.home().control().resolve("port")).strip());
        Cluster control = new Cluster(
                "control",
                service.home().control().resolve("pgdata"),
                service.home().control().resolve("run"),
                port,
                Cluster.Purpose.CONTROL,
                service.home().control().resolve("run/postgresql.log"));
        String password = service.clusters().superuserPassword(control);
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/understudy", LocalClusters.SUPERUSER, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private CommandResult as(String user, String script) {
        return service.host()
                .run(Command.of("bash", "-c", script)
                        .as(user.equals("root") ? null : user)
                        .within(Duration.ofMinutes(2)));
    }

    private void succeeded(RunView run) {
        assertThat(run.status()).as(api.told(run)).isEqualTo("succeeded");
    }
}
