package dev.understudy.engine.step.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.fake.FakeProduction;
import dev.understudy.engine.fake.Flaw;
import dev.understudy.engine.fake.NotedContext;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.engine.run.RunRequest;
import dev.understudy.engine.run.Step;
import dev.understudy.model.release.Release;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new production's release is made in its run, where the long download of Odoo is seen, and once. */
class FirstReleaseTest {

    private final ControlDatabase database =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);

    @TempDir
    private Path folder;

    private FakeProduction production;
    private Step step;

    @BeforeEach
    void absent() {
        production = new FakeProduction(folder, database.jdbi(), Flaw.NONE);
        step = production.step("create", "first-release");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void freezesWhatTheRepositoriesHoldOnce() {
        NotedContext context = context("");
        step.apply(context);
        step.apply(context);
        NotedContext afterAKill = context("");
        step.apply(afterAKill);

        assertThat(production.records().releases().list())
                .singleElement()
                .extracting(Release::commits)
                .isEqualTo(Map.of("addons", "one-old"));
        assertThat(FirstRelease.orAsked(context)).isEqualTo("r1");
        assertThat(FirstRelease.orAsked(afterAKill)).isEqualTo("r1");
    }

    @Test
    void leavesTheReleaseThatWasAskedFor() {
        NotedContext context = context("r7");
        step.apply(context);

        assertThat(production.records().releases().list()).isEmpty();
        assertThat(FirstRelease.orAsked(context)).isEqualTo("r7");
    }

    @Test
    void isMadeOfTheCommitsThatWereAskedForAlthoughThereIsARelease() {
        step.apply(context(""));
        NotedContext asked = context("", Map.of(ChooseCode.COMMIT, "addons=two-new"));

        assertThat(step.plan(asked)).containsExactly("make a release of addons=two-new");
        step.apply(asked);

        assertThat(FirstRelease.orAsked(asked)).isEqualTo("r2");
        assertThat(production.records().releases().get("r2").commits()).isEqualTo(Map.of("addons", "two-new"));
    }

    private static NotedContext context(String release) {
        return context(release, Map.of());
    }

    private static NotedContext context(String release, Map<String, String> arguments) {
        return new NotedContext("run-1", new RunRequest("create", "production", Set.of(), release, arguments, "ada"));
    }
}
