package dev.understudy.server.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.home.Home;
import dev.understudy.model.view.ProjectView;
import dev.understudy.server.api.FakeDesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class OpenProjectsTest {

    @TempDir
    private Path folder;

    private final Set<String> broken = ConcurrentHashMap.newKeySet();
    private OpenProjects projects;

    @BeforeEach
    void open() {
        Home home = new Home(folder, folder, 0);
        projects = new OpenProjects(home, Registry.of(home), project -> {
            if (broken.contains(project.name())) {
                throw Fault.usage("config.not-found", project.file()).exception();
            }
            return new FakeDesk(folder.resolve("log"));
        });
    }

    @AfterEach
    void close() {
        projects.close();
    }

    @Test
    void aBrokenProjectStopsNoOther() throws IOException {
        broken.add("beta");
        projects.add(file("acme"), Locale.ENGLISH);
        projects.add(file("beta"), Locale.ENGLISH);

        assertThat(projects.desk("acme").environments(Locale.ENGLISH)).isNotEmpty();
        assertThatThrownBy(() -> projects.desk("beta")).hasMessageContaining("[config.not-found]");
        assertThat(projects.all(Locale.ENGLISH))
                .extracting(ProjectView::status)
                .containsExactly("ready", "unavailable");
        assertThat(projects.all(Locale.ENGLISH).getLast().problem()).isNotNull();
        projects.awaitReady();
    }

    /** After a start of the machine its database may answer late, and nobody asks for it. */
    @Test
    void oneThatFailedIsTriedAgainByItself() throws Exception {
        Home home = new Home(folder, folder, 0);
        AtomicInteger tries = new AtomicInteger();
        CountDownLatch opened = new CountDownLatch(1);
        OpenProjects.Opener late = project -> {
            if (tries.incrementAndGet() < 3) {
                throw Fault.failed("postgres.unreachable", "control").exception();
            }
            opened.countDown();
            return new FakeDesk(folder.resolve("log"));
        };
        try (OpenProjects patient = new OpenProjects(home, Registry.of(home), late, Duration.ofMillis(1))) {
            patient.add(file("beta"), Locale.ENGLISH);
            opened.await();

            assertThat(patient.desk("beta").environments(Locale.ENGLISH)).isNotEmpty();
            assertThat(patient.all(Locale.ENGLISH)).singleElement().satisfies(view -> {
                assertThat(view.status()).isEqualTo("ready");
                assertThat(view.problem()).isNull();
            });
        }
    }

    @Test
    void oneThatIsMendedIsReadyWhenItIsAskedForAgain() throws IOException {
        broken.add("beta");
        projects.add(file("beta"), Locale.ENGLISH);
        assertThatThrownBy(() -> projects.desk("beta")).hasMessageContaining("[config.not-found]");

        broken.clear();

        assertThat(projects.desk("beta").environments(Locale.ENGLISH)).isNotEmpty();
    }

    @Test
    void aFileThatIsWrongIsNotTakenIn() throws IOException {
        Path wrong = Files.writeString(folder.resolve("understudy.yaml"), "project: [");

        assertThatThrownBy(() -> projects.add(wrong, Locale.ENGLISH)).hasMessageContaining("[config.");
        assertThat(projects.all(Locale.ENGLISH)).isEmpty();
    }

    @Test
    void aProjectWithEnvironmentsIsNotLetGo() throws IOException {
        projects.add(file("acme"), Locale.ENGLISH);

        assertThatThrownBy(() -> projects.remove("acme")).hasMessageContaining("[server.project-in-use]");
        assertThatThrownBy(() -> projects.remove("nobody")).hasMessageContaining("[server.project-not-found]");
    }

    private Path file(String name) throws IOException {
        Path project = Files.createDirectories(folder.resolve(name)).resolve("understudy.yaml");
        return Files.writeString(project, """
                project: %s
                odoo: { series: "19.0" }
                repositories:
                  - { name: addons, url: https://git.example/acme/addons.git }
                environments:
                  production: {}
                """.formatted(name));
    }
}
