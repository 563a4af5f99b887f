package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static dev.understudy.it.SampleProduction.STAGING;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.model.run.RunView;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.LocalClusters;
import dev.understudy.targets.postgres.PostgresBinaries;
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

    private static final Duration SERVED_AGAIN = Duration.ofMinutes(2);

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

        String look = look();
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

    /** The demo's own folder is the operator's, and so are its repositories. */
    private String look() {
        return "find " + home + " -path " + home + "/demo -prune -o \\( -readable -o -writable \\) ! -type l -print";
    }

    @Test
    @Order(2)
    void nobodyIsLetInByItsDoors() {
        EnvironmentView production = sample.production();
        int database = requireNonNull(production.database()).port();
        Path psql = new PostgresBinaries(service.host()).newest().resolve("psql");
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
                    for (String verb : List.of("refresh", "backup", "snapshot", "rollback", "restore", "create")) {
                        assertThat(refusal(STAGING, verb))
                                .as(verb + " with " + change)
                                .isEqualTo("environment.altered");
                    }
                    assertThat(api.get("/status").status()).isEqualTo(200);
                });
            }
            EnvironmentView production = sample.production();
            for (String change : List.of("os_user = 'root'", "port = 22", "database_name = '../../etc'")) {
                altered(PRODUCTION, change, () -> {
                    for (String verb : List.of(
                            "deploy", "rehearse", "backup", "snapshot", "rollback", "restore", "live", "quiet")) {
                        assertThat(refusal(PRODUCTION, verb))
                                .as(verb + " with " + change)
                                .isEqualTo("environment.altered");
                    }
                    // A copy of it is not made either.
                    assertThat(refusal(STAGING, "refresh")).as(change).isEqualTo("environment.altered");
                });
            }
            assertThat(canary).isEmptyDirectory();
            assertThat(sample.production().instances()).isEqualTo(production.instances());
            // The edge does not lead to what is noted falsely; once the note is right, it does again by itself.
            Await.until(SERVED_AGAIN, () -> sample.serves(PRODUCTION), serves -> serves);
        } finally {
            Files.delete(canary);
        }
    }

    /** A commit that git would take for an option, and a repository that would be a folder elsewhere. */
    @Test
    @Order(4)
    void aReleaseThatIsNotedFalselyIsNotPerformed() throws Exception {
        Map<String, String> commits =
                api.release(String.valueOf(sample.production().release())).repositories();
        Path canary = service.project().resolveSibling("written");
        for (String altered : List.of(
                "jsonb_build_object('sales', '--output=" + canary + "')",
                "jsonb_build_object('sales', 'refs/heads/../../../../" + canary + "')",
                "jsonb_build_object('..', 'main')")) {
            String release = api.release(commits).id();
            control("UPDATE release SET commits = " + altered + " WHERE id = '" + release + "'");

            Api.Answer answer = api.post("/releases/" + release + "/rehearse", Map.of());

            String code = answer.status() >= 300
                    ? answer.problem().code()
                    : requireNonNull(api.follow(answer.as(RunView.class).id()).error())
                            .code();
            assertThat(code).as(altered).isIn("git.no-such-commit", "release.repository-left");
            assertThat(canary).doesNotExist();
        }
    }

    @Test
    @Order(5)
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

    /** One system user, one password and no walls for all servers, and files that anybody may read. */
    @Test
    @Order(6)
    void aHomeOfAnEarlierVersionIsClosedWithAllThatIsInIt() throws Exception {
        Path pgdata = service.home().first().volumes().resolve("production/live/pgdata");
        String old = Files.readString(pgdata.resolveSibling("superuser")).strip();
        control("ALTER ROLE " + LocalClusters.SUPERUSER + " PASSWORD '" + old + "'");
        service.stop();
        require("""
                set -e
                setpriv --reuid=%6$s --regid=$(id -g %6$s) --clear-groups %3$s/pg_ctl stop -D %4$s -m fast
                chown -R %2$s: %4$s
                printf 'local all all trust\nhost all all 127.0.0.1/32 trust\n' >%4$s/pg_hba.conf
                printf %%s '%5$s' >%1$s/secrets/postgres-superuser
                rm -f %1$s/volumes/production/live/superuser* %1$s/control/superuser*
                chown -R root: %1$s/mirrors
                cd %1$s
                chmod -R a+rX backups code env exports mirrors packages restore-points secrets volumes/production/live/data
                chmod 0755 . control run volumes volumes/production volumes/production/live
                """.formatted(
                        home,
                        SystemUsers.ofClusters(home),
                        new PostgresBinaries(service.host()).newest(),
                        pgdata,
                        old,
                        SystemUsers.ofClusters(home, PRODUCTION)));
        assertThat(as("nobody", look()).out()).contains("/filestore/", "/backups/", "postgres-superuser");

        service.start();
        Await.until(Duration.ofMinutes(5), sample::whole, serves -> serves);

        assertThat(as("nobody", look()).out()).isEmpty();
        assertThat(as("root", "cd " + home + "; find backups exports volumes/*/*/data ! -type l -perm /077")
                        .out())
                .isEmpty();
        assertThat(as("root", "cd " + home + "; stat -c '%a %U' . control volumes mirrors code backups")
                        .out())
                .isEqualTo("711 root\n711 root\n711 root\n700 " + SystemUsers.ofGit(home) + "\n700 root\n700 root\n");
        assertThat(as("root", "stat -c %U " + pgdata + "/PG_VERSION " + home + "/control/pgdata/PG_VERSION")
                        .out())
                .isEqualTo(SystemUsers.ofClusters(home, PRODUCTION) + "\n" + SystemUsers.ofClusters(home) + "\n");
        assertThat(Files.readString(pgdata.resolve("pg_hba.conf"))).doesNotContain("trust");
        assertThat(Files.readString(pgdata.resolveSibling("superuser")))
                .isNotEqualTo(old)
                .isNotEqualTo(Files.readString(service.home().control().resolve("superuser")));
        int port = requireNonNull(sample.production().database()).port();
        assertThatThrownBy(() -> DriverManager.getConnection(
                                "jdbc:postgresql://127.0.0.1:" + port + "/template1", LocalClusters.SUPERUSER, old)
                        .close())
                .hasMessageContaining("password authentication failed");
        succeeded(api.perform(PRODUCTION, "backup", Map.of()));
    }

    private void require(String script) {
        CommandResult result = as("root", script);
        assertThat(result.succeeded()).as(result.err()).isTrue();
    }

    /** The code with which a verb is refused, at once or by its run. */
    private String refusal(String environment, String verb) {
        Map<String, String> arguments = switch (verb) {
            case "restore" -> Map.of("backup", "any.zip", "replace", environment);
            case "deploy" -> Map.of("release", "r1");
            default -> Map.of();
        };
        Api.Answer answer = verb.equals("rehearse")
                ? api.post("/releases/r1/rehearse", Map.of())
                : api.post("/environments/" + environment + "/" + verb, arguments);
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
