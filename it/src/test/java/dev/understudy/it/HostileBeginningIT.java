package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.run.RunView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A new production whose first code is a committer's who tries to get out, made on a real Odoo 19. */
@Tag("long")
@Timeout(1800)
class HostileBeginningIT {

    private final LiveService service = LiveService.inNewHome();
    private final HostileCanary canary = new HostileCanary(service.host());

    @AfterEach
    void leaveNothing() {
        canary.close();
        service.close();
    }

    @Test
    void aProductionIsMadeOfHostileCodeAndNothingGetsOut() throws IOException {
        HostileRelease hostile = new HostileRelease(service.home(), canary, new HostileTraps(canary));
        Path repository = service.repositories().resolve("sales");
        Sources.create(
                repository,
                hostile.subject(),
                checkout -> hostile.writeNewModule(checkout.resolve(HostileRelease.NEW)));
        service.project("""
                project: acme
                odoo:
                  series: "19.0"
                  modules: [%s]
                repositories:
                  - name: sales
                    url: "%s"
                ports: %s
                environments:
                  production: {}
                """.formatted(HostileRelease.NEW, repository, service.ports()));
        service.start();

        RunView created = service.api().perform(PRODUCTION, "create", Map.of());

        assertThat(created.status()).as(service.api().told(created)).isEqualTo("succeeded");
        assertThat(logs())
                .contains(
                        "HOSTILE tried at import of a new module",
                        "HOSTILE tried in pre_init_hook",
                        "HOSTILE tried in post_init_hook")
                .doesNotContain("HOSTILE got");
        assertThat(service.api().get("/runs/" + created.id() + "/commands").body())
                .doesNotContain("HOSTILE got");
        assertThat(canary.sung()).isEmpty();
    }

    private String logs() throws IOException {
        StringBuilder all = new StringBuilder();
        try (var files =
                Files.list(service.home().first().environment(PRODUCTION).resolve("logs"))) {
            files.filter(Files::isRegularFile).forEach(file -> all.append(text(file)));
        }
        return all.toString();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
