package dev.understudy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.home.Home;
import dev.understudy.server.api.FakeDesk;
import dev.understudy.server.project.OpenProjects;
import dev.understudy.server.project.Registry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ServiceTest {

    @TempDir
    Path folder;

    @Test
    void aHomeHasOneServiceAtATime() throws IOException {
        Home home = new Home(folder, folder, 0);
        try (Service service = start(home)) {
            service.awaitReady();
            assertThat(Files.readString(home.pidFile()).strip())
                    .isEqualTo(Long.toString(ProcessHandle.current().pid()));
            assertThat(Files.readString(folder.resolve("service.port")).strip())
                    .isEqualTo(Integer.toString(service.port()));
            assertThatThrownBy(() -> start(home)).isInstanceOf(RuntimeException.class);
        }
        assertThat(home.pidFile()).doesNotExist();
        start(home).close();
    }

    @Test
    void aTakenPortIsToldAndTheHomeLetGo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Home home = new Home(folder, folder, taken.getLocalPort());

            assertThatThrownBy(() -> start(home)).hasMessageContaining("[server.port-in-use]");
            assertThat(home.pidFile()).doesNotExist();
        }
    }

    @Test
    void whatHindersTheOnlyProjectIsToldToWhoWaits() throws IOException {
        Home home = new Home(folder, folder, 0);
        OpenProjects projects = projects(home, _ -> {
            throw Fault.usage("config.invalid", 2).exception();
        });
        try (Service service = Service.start(home, projects, () -> {}, () -> {})) {
            assertThatThrownBy(service::awaitReady).hasMessageContaining("[config.invalid]");
        }
    }

    private Service start(Home home) {
        return Service.start(home, projects(home, _ -> new FakeDesk(folder.resolve("log"))), () -> {}, () -> {});
    }

    private OpenProjects projects(Home home, OpenProjects.Opener opener) {
        Registry registry = Registry.of(home);
        registry.add("acme", folder.resolve("understudy.yaml"));
        return new OpenProjects(home, registry, opener);
    }
}
