package dev.understudy.targets.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.config.EdgeSettings;
import dev.understudy.model.config.EnvironmentSettings.Access;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.host.LoopbackPorts;
import dev.understudy.targets.host.Pause;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.runtime.Instance.Slot;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the access logs of environments that are removed, with a real Caddy. */
class CaddyEdgeLogsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Host host = new LocalHost("local", CommandLog.NONE);

    @TempDir
    private Path home;

    private CaddyEdge edge = new CaddyEdge(host, Path.of("/"), EdgeSettings.DEFAULT);

    @BeforeEach
    void start() throws IOException {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        edge = new CaddyEdge(host, home, EdgeSettings.DEFAULT);
    }

    @AfterEach
    void stop() {
        edge.stop();
        if (host.root()) {
            new SystemUsers(host).remove(SystemUsers.ofEdge(home));
        }
    }

    @Test
    void goWithTheirEnvironment() throws Exception {
        Site production = site("production");
        Site two = site("staging-two");
        Site staging = site("staging");
        edge.serve(List.of(production, two, staging));
        Path logs = home.resolve("edge/logs");
        for (Site site : List.of(production, two, staging)) {
            ask(site);
            awaitFile(logs.resolve(site.environment() + ".access.log"));
        }
        Files.writeString(logs.resolve("staging.access-2026-11-21T12-30-00.000.log.gz"), "");
        Files.writeString(logs.resolve("staging-two.access-2026-11-21T12-30-00.000.log"), "");

        edge.serve(List.of(production, two));

        assertThat(names(logs))
                .containsExactly(
                        "certificates.log",
                        "edge.log",
                        "production.access.log",
                        "staging-two.access-2026-11-21T12-30-00.000.log",
                        "staging-two.access.log");

        edge.serve(List.of());

        assertThat(logs).doesNotExist();
    }

    /** For what the edge itself refuses. */
    private static void ask(Site site) throws IOException, InterruptedException {
        URI manager = URI.create("http://127.0.0.1:" + site.port() + "/web/database/manager");
        try (HttpClient client = HttpClient.newHttpClient()) {
            client.send(HttpRequest.newBuilder(manager).build(), BodyHandlers.discarding());
        }
    }

    /** A line is written when its answer has been sent. */
    private static void awaitFile(Path file) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(file)) {
            assertThat(System.nanoTime()).as("%s is not written", file).isLessThan(deadline);
            Pause.of(Duration.ofMillis(20), file);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Site site(String environment) {
        Map<Slot, Integer> slots = Map.of(Slot.BLUE, LoopbackPorts.free(), Slot.GREEN, LoopbackPorts.free());
        return new Site(
                environment,
                LoopbackPorts.free(),
                Optional.empty(),
                slots,
                slots,
                "/websocket",
                8,
                Duration.ofSeconds(20),
                Access.PRIVATE,
                Optional.empty());
    }
}
