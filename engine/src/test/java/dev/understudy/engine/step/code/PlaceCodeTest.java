package dev.understudy.engine.step.code;

import static dev.understudy.engine.run.Telling.told;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a release's repositories ask for besides their code is there before anything stops, and is told. */
class PlaceCodeTest {

    private final ControlDatabase database =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void installsThePythonPackagesOfAReleaseOnceForAllItsRuns() {
        FakeProduction production = new FakeProduction(folder, database.jdbi(), Flaw.NONE);
        Release release = production.release("one-asking");

        assertThat(rehearsal(production).plan(context("rehearse", release)))
                .contains("pip install -r requirements.txt of addons");
        assertThat(told(rehearsal(production).apply(context("rehearse", release))))
                .isEqualTo("r1; 1 Python package: greeting==1.2");
        assertThat(told(deploy(production).apply(context("deploy", release))))
                .isEqualTo("r1; 1 Python package: greeting==1.2");

        assertThat(production.effects().all()).containsOnlyOnce("packages installed");
        assertThat(production.home().packages("r1").resolve("lib")).isDirectory();
    }

    @Test
    void aReleaseThatAsksForNothingGetsNothing() {
        FakeProduction production = new FakeProduction(folder, database.jdbi(), Flaw.NONE);
        Release release = production.release("one-plain");

        assertThat(told(deploy(production).apply(context("deploy", release)))).isEqualTo("r1");

        assertThat(production.home().packages("r1")).doesNotExist();
    }

    @Test
    void saysWhatIsToBeInstalledByHand() {
        FakeProduction production = FakeProduction.withPackagesByHand(folder, database.jdbi());
        Release release = production.release("one-asking");
        String byHand = "install by hand what requirements.txt of addons asks for: Odoo is not Understudy's own";

        assertThat(deploy(production).plan(context("deploy", release))).contains(byHand);
        assertThat(told(deploy(production).apply(context("deploy", release)))).isEqualTo("r1; " + byHand);
    }

    private static Step rehearsal(FakeProduction production) {
        return production.step("rehearse", "place-code");
    }

    private static Step deploy(FakeProduction production) {
        return production.step("deploy", "place-code");
    }

    private static NotedContext context(String recipe, Release release) {
        return new NotedContext("run-1", new RunRequest(recipe, "production", Set.of(), release.id(), Map.of(), "ada"));
    }
}
