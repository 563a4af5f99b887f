package dev.understudy.engine.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.environment.RestorePoint;
import dev.understudy.engine.fake.FakeProduction;
import dev.understudy.engine.fake.Flaw;
import dev.understudy.engine.fake.NotedContext;
import dev.understudy.engine.run.RunRequest;
import dev.understudy.engine.step.data.ForgetOldRestorePoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The copy of external paths that a deploy makes is there for as long as its restore point, and no longer. */
class SavedConfigurationTest {

    @AutoClose
    private final Performing runs = new Performing();

    private FakeProduction production;
    private Path saved;

    @BeforeEach
    void running() throws IOException {
        production = runs.production(Flaw.NONE);
        Files.writeString(production.external().resolve("label.zpl"), "^XA^XZ");
        saved = production.home().restorePoint("run-1");
    }

    @Test
    void goesWithARestorePointThatIsForgotten() {
        assertThat(runs.deploy(production).status()).isEqualTo("succeeded");
        assertSaved();
        for (int later = 0; later < ForgetOldRestorePoints.KEPT; later++) {
            String name = "later-" + later;
            production.prepare(name, "a=two");
            production
                    .records()
                    .restorePoints()
                    .save(new RestorePoint("production", name, FakeProduction.NEW, "asked", Instant.EPOCH));
        }

        apply("deploy", "forget-old-restore-points");

        assertThat(production.volumes()).contains("later-0").doesNotContain("run-1");
        assertThat(saved).doesNotExist();
    }

    @Test
    void goesWhenTheDeployIsUndoneBeforeItsRestorePoint() {
        assertThat(runs.deployCancelledAfter(production, "Odoo loaded").status())
                .isEqualTo("cancelled");

        assertThat(production.records().restorePoints().of("production")).isEmpty();
        assertThat(saved).doesNotExist();
    }

    @Test
    void staysWithTheRestorePointOfAnUndoneDeploy() {
        assertThat(runs.deploy(runs.production(Flaw.UPDATE_FAILS)).status()).isEqualTo("undone");

        assertThat(production.volumes()).contains("run-1");
        assertSaved();
    }

    @Test
    void goesWithItsEnvironment() {
        assertThat(runs.deploy(production).status()).isEqualTo("succeeded");

        apply("destroy", "remove");

        assertThat(saved).doesNotExist();
    }

    private void apply(String recipe, String step) {
        production
                .step(recipe, step)
                .apply(new NotedContext("run-2", new RunRequest(recipe, "production", Set.of(), "", Map.of(), "ada")));
    }

    private void assertSaved() {
        assertThat(saved.resolve("external" + production.external()).resolve("label.zpl"))
                .hasContent("^XA^XZ");
    }
}
