package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.it.Api.Answer;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.runtime.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** Two customers' Odoos in one service, whose files name the same ports; each is the other's stranger. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(1800)
class ManyProjectsIT {

    private final LiveService service = LiveService.inNewHome();
    private final Path betaFile = service.project().resolveSibling("beta").resolve("understudy.yaml");
    private final Probe probe = new Probe(Duration.ofMinutes(2));
    private Api acme;
    private Api beta;

    @BeforeAll
    void twoProductionsAtOnce() throws IOException {
        Path repository = service.repositories().resolve("notes");
        Sources.create(repository, "Keep notes", ManyProjectsIT::addon);
        Files.createDirectories(betaFile.resolveSibling(""));
        Files.writeString(betaFile, text("beta", repository));
        service.project(text("acme", repository));
        service.start();
        acme = service.api().of("acme");
        beta = service.api().of("beta");

        Answer added = service.api().service("POST", "/projects", Map.of("file", betaFile.toString()));
        RunView ofAcme = acme.ask(PRODUCTION, "create", Map.of());
        RunView ofBeta = beta.ask(PRODUCTION, "create", Map.of());

        assertThat(added.status()).as(added.body()).isEqualTo(201);
        for (RunView created : List.of(acme.follow(ofAcme.id()), beta.follow(ofBeta.id()))) {
            assertThat(created.status()).as(created.toString()).isEqualTo("succeeded");
        }
    }

    @AfterAll
    void leaveNothing() {
        service.close();
    }

    @Test
    @Order(1)
    void eachHasWhatIsItsOwn() {
        EnvironmentView ofAcme = acme.environment(PRODUCTION);
        EnvironmentView ofBeta = beta.environment(PRODUCTION);

        assertThat(ofAcme.ports()).isNotEqualTo(ofBeta.ports());
        assertThat(List.of(serves(ofAcme), serves(ofBeta))).containsOnly(true);
        assertThat(service.bash(null, "ps -eo user:32= | sort -u").out())
                .contains(
                        SystemUsers.ofEnvironment(service.home().first().directory(), PRODUCTION),
                        SystemUsers.ofEnvironment(service.home().project("beta").directory(), PRODUCTION));
        assertThat(acme.runs()).hasSize(1);
        assertThat(beta.runs()).hasSize(1);
    }

    @Test
    @Order(2)
    void theOthersOdooReadsNothingOfIt() {
        String stranger = SystemUsers.ofEnvironment(service.home().first().directory(), PRODUCTION);
        Path data = service.home().project("beta").volumes().resolve(PRODUCTION).resolve("live/data");

        assertThat(service.bash(stranger, "ls '" + data + "'").succeeded()).isFalse();
        assertThat(service.bash(stranger, "ls '" + service.home().projects() + "'")
                        .succeeded())
                .isFalse();
        String look = "find '" + service.home().project("beta").directory()
                + "' \\( -readable -o -writable \\) ! -type l -print";
        for (String user :
                List.of(stranger, SystemUsers.ofClusters(service.home().first().directory(), PRODUCTION))) {
            assertThat(service.bash(user, look).out()).as(user).isEmpty();
        }
        // Who is let in finds something: the search itself works.
        assertThat(service.bash(null, look).out()).contains("filestore", "odoo-blue.conf");
    }

    @Test
    @Order(2)
    void thePasswordOfOneOpensNothingOfTheOther() {
        Path configuration = service.home().first().environment(PRODUCTION).resolve("odoo-blue.conf");
        for (String project : List.of("acme", "beta")) {
            EnvironmentView.DatabaseView database = requireNonNull(
                    service.api().of(project).environment(PRODUCTION).database());
            CommandResult asked = service.bash(
                    null,
                    "PGPASSWORD=$(sed -n 's/^db_password *= *//p' '" + configuration
                            + "') psql -h 127.0.0.1 -U odoo -c 'SELECT 1' -p " + database.port() + " "
                            + database.name());
            assertThat(asked.succeeded()).as(project + asked.err()).isEqualTo(project.equals("acme"));
        }
    }

    @Test
    @Order(3)
    void aFileThatBreaksStopsNoOtherAndIsTold() throws IOException {
        String right = Files.readString(betaFile);
        Files.writeString(betaFile, "project: [");

        assertThat(acme.get("/status").status()).isEqualTo(200);
        Answer broken = beta.get("/status");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.problem().code()).startsWith("config.");

        Files.writeString(betaFile, right);
        assertThat(beta.get("/status").status()).isEqualTo(200);
    }

    @Test
    @Order(4)
    void bothServeAfterAStartWithOneOfThemBroken() throws IOException {
        String right = Files.readString(betaFile);
        service.stop();
        Files.writeString(betaFile, "project: [");
        service.start();

        assertThat(acme.get("/status").status()).isEqualTo(200);
        assertThat(service.api().service("GET", "/projects", Map.of()).body()).contains("unavailable");

        Files.writeString(betaFile, right);
        assertThat(serves(beta.environment(PRODUCTION))).isTrue();
    }

    @Test
    @Order(5)
    void aProjectIsLetGoOnceItHasNoEnvironmentsAndComesBackToItsHistory() {
        assertThat(service.api()
                        .service("DELETE", "/projects/beta", Map.of())
                        .problem()
                        .code())
                .isEqualTo("server.project-in-use");
        RunView destroyed = beta.perform(PRODUCTION, "destroy", Map.of());
        assertThat(destroyed.status()).as(beta.told(destroyed)).isEqualTo("succeeded");

        assertThat(service.api().service("DELETE", "/projects/beta", Map.of()).status())
                .isEqualTo(204);
        assertThat(beta.get("/status").status()).isEqualTo(404);
        assertThat(serves(acme.environment(PRODUCTION))).isTrue();

        service.api().service("POST", "/projects", Map.of("file", betaFile.toString()));
        assertThat(beta.runs()).hasSize(2);
    }

    private boolean serves(EnvironmentView view) {
        return probe.ask(requireNonNull(view.ports()).http()).login();
    }

    private static void addon(Path checkout) throws IOException {
        Path module = Files.createDirectories(checkout.resolve("notes_kept"));
        Files.writeString(module.resolve("__init__.py"), "");
        Files.writeString(module.resolve("__manifest__.py"), """
                {"name": "Notes", "version": "19.0.1.0.0", "license": "LGPL-3", "depends": ["base"]}
                """);
    }

    private String text(String name, Path repository) {
        return """
                project: %s
                odoo:
                  series: "19.0"
                  modules: [notes_kept]
                repositories:
                  - name: notes
                    url: "%s"
                ports: %s
                environments:
                  production: {}
                """.formatted(name, repository, service.ports());
    }
}
