package dev.understudy.server.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.home.Home;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.LocalClusters;
import dev.understudy.targets.postgres.PostgresBinaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the embedded PostgreSQL, a real one, and of those who write to it. */
@Timeout(180)
class ControlPlanesTest {

    private final Host host = new LocalHost(Project.LOCAL, CommandLog.NONE);

    @TempDir
    private Path folder;

    private Home home;
    private @Nullable String user;
    private LocalClusters clusters;
    private ControlPlanes planes;
    private ControlDatabase database;

    @BeforeEach
    void open() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        home = new Home(folder, folder, 8010);
        user = host.root() ? SystemUsers.ofClusters(folder) : null;
        if (user != null) {
            new SystemUsers(host).ensure(user);
        }
        Project project = ProjectFile.read("understudy.yaml", """
                        project: acme
                        odoo: { series: "19.0" }
                        repositories:
                          - { name: addons, url: https://git.example/acme/addons.git }
                        environments:
                          production: {}
                        """).require();
        clusters = new LocalClusters(
                host,
                home.secrets(),
                user == null ? null : new LocalClusters.Users(user, user),
                new PostgresBinaries(host),
                () -> UUID.randomUUID().toString());
        planes = new ControlPlanes(home, host, clusters);
        database = planes.open(project, "understudy");
        database.jdbi().useHandle(handle -> handle.execute("create table seen (what text)"));
    }

    @AfterEach
    void close() {
        database.close();
        planes.close();
        if (user != null) {
            new SystemUsers(host).remove(user);
        }
    }

    /** An earlier version had it open for all to list. */
    @Test
    void itsFolderIsPassedThroughAndNotListed() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.control())))
                .isEqualTo("rwx--x--x");
    }

    @Test
    void aServerThatWasKilledIsStartedAgainAndWhatItKeptWaitingGoesOn() throws Exception {
        write(database, "before");
        kill(postmaster());

        CompletableFuture.runAsync(() -> write(database, "while it was unavailable"))
                .get(60, TimeUnit.SECONDS);

        assertThat(seen()).containsExactly("before", "while it was unavailable");
    }

    @Test
    void aServerThatLeftAProcessIsStartedAgainWhenThatIsGone() throws Exception {
        ProcessHandle left = postmaster().children().findFirst().orElseThrow();
        signal("STOP", left);
        CompletableFuture<Void> write;
        try {
            kill(postmaster());
            write = CompletableFuture.runAsync(() -> write(database, "later"));
            while (!Files.readString(home.control().resolve("run").resolve("postgresql.log"))
                    .contains("pre-existing shared memory block")) {
                Thread.sleep(20);
            }
            assertThat(write).isNotDone();
        } finally {
            signal("KILL", left);
        }

        write.get(60, TimeUnit.SECONDS);
        assertThat(seen()).containsExactly("later");
    }

    @Test
    void aServerThatWasStoppedInOrderStaysStopped() {
        planes.close();
        Cluster cluster = ControlPlanes.cluster(home, host);
        clusters.start(cluster);
        KeptCluster kept = new KeptCluster(clusters, cluster);
        kept.close();

        kept.look();

        assertThat(clusters.running(cluster)).isFalse();
    }

    private static void write(ControlDatabase database, String what) {
        database.perform(handle -> handle.execute("insert into seen values (?)", what));
    }

    private List<String> seen() {
        return database.perform(handle ->
                handle.createQuery("select what from seen").mapTo(String.class).list());
    }

    private ProcessHandle postmaster() throws IOException {
        String pid = Files.readAllLines(home.control().resolve("pgdata").resolve("postmaster.pid"))
                .getFirst();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static void kill(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().join();
    }

    private void signal(String name, ProcessHandle process) {
        host.require(Command.of("kill", "-" + name, process.pid()));
    }
}
