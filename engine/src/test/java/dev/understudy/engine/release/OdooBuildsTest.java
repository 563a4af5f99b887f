package dev.understudy.engine.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.config.Project;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.readiness.OdooBuild;
import dev.understudy.model.release.Release;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A build tells when it was made, or nothing is known of its age. */
class OdooBuildsTest {

    private static final Project PROJECT =
            ProjectFile.read("understudy.yaml", """
                    project: acme
                    odoo: { series: "19.0" }
                    repositories: [{ name: sales, url: https://git.example/acme/sales.git }]
                    environments: { production: {} }
                    """).require();

    private static Release release(String id, String odoo) {
        return new Release(id, Instant.EPOCH, "bo", odoo, Map.of("sales", "c1"));
    }

    private static OdooBuild build(Release release, Release... others) {
        return new OdooBuilds(
                        () -> PROJECT,
                        repository -> {
                            throw new AssertionError("Odoo is in no repository here");
                        },
                        () -> List.of(others))
                .of(release);
    }

    @Test
    void theDayStandsInTheVersionAndALaterOneIsNamed() {
        Release present = release("r1", "command: 19.0-20260601");

        assertThat(build(present).made()).contains(Instant.parse("2026-06-01T00:00:00Z"));
        assertThat(build(present, release("r2", "command: 19.0-20260601")).newer())
                .isEmpty();
        assertThat(build(
                                present,
                                release("r4", "command: 19.0-20260801"),
                                release("r3", "command: 19.0-20261120"),
                                release("r2", "command: 19.0-20260101"))
                        .newer())
                .contains(new OdooBuild.Newer("r3", Instant.parse("2026-11-20T00:00:00Z")));
    }

    @Test
    void whatHasNoDayIsOfNoKnownAge() {
        for (String version : List.of("debian:19.0.0+dfsg-1", "debian:19.0.20269999", "command: 19.0-120260601")) {
            assertThat(build(release("r1", version)).made()).as(version).isEmpty();
        }
    }
}
