package dev.understudy.engine.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.fake.FakeProduction;
import dev.understudy.engine.fake.Flaw;
import dev.understudy.engine.fake.NotedContext;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.engine.release.CodeAlone;
import dev.understudy.engine.run.RunRequest;
import dev.understudy.engine.run.Step;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change of code alone goes back also when the database died under it. */
class DiedDatabaseTest {

    private final ControlDatabase database =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);

    @TempDir
    private Path folder;

    private FakeProduction production;

    @BeforeEach
    void production() {
        production = new FakeProduction(folder, database.jdbi(), Flaw.CODE_ALONE).running();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void itIsStartedToSwitchBack() {
        RunRequest deploy = request("deploy", FakeProduction.NEW);
        NotedContext context = new NotedContext("run-7", deploy);
        context.put(Facts.OWN_RELEASE, FakeProduction.OLD);
        for (String name : new String[] {"place-code", "start-beside", "switch"}) {
            step(deploy, name).apply(context);
        }
        production.mishaps().killDatabase();

        step(deploy, "switch").undo(context);
        step(deploy, "start-beside").undo(context);

        assertThat(production.instances())
                .isEqualTo(Map.of("production-web-blue", "one-old", "production-cron-blue", "one-old"));
        assertThat(production.hindrance()).isEmpty();
    }

    @Test
    void itIsStartedToKeepTheChecksumsOfWhatIsDeployed() {
        RunRequest rollback = request("rollback", "");
        NotedContext context = new NotedContext("run-7", rollback);
        context.put(Facts.OWN_RELEASE, FakeProduction.NEW);
        production.mishaps().killDatabase();

        step(rollback, "keep-checksums").undo(context);

        assertThat(production.control().databaseRuns(production.environment())).isTrue();
        assertThat(production.database("live")).contains("checksums=" + FakeProduction.NEW);
    }

    private Step step(RunRequest request, String name) {
        return production.recipes().recipe(request).steps().stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static RunRequest request(String recipe, String release) {
        return new RunRequest(
                recipe, "production", Set.of(), release, Map.of(CodeAlone.ARGUMENT, Boolean.toString(true)), "ada");
    }
}
