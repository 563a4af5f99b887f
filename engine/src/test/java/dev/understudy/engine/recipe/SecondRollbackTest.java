package dev.understudy.engine.recipe;

import static dev.understudy.engine.recipe.Performing.assertCode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.environment.RestorePoint;
import dev.understudy.engine.fake.FakeProduction;
import dev.understudy.engine.fake.Flaw;
import dev.understudy.model.run.RunView;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rollback after one that put the code alone back: where that went is where production is. */
class SecondRollbackTest {

    private static final Map<String, String> DISCARD = Map.of("discard", "true");

    @AutoClose
    private final Performing runs = new Performing();

    private FakeProduction production;

    @BeforeEach
    void running() {
        production = runs.production(Flaw.CODE_ALONE);
    }

    @Test
    void doesNotGoWhereTheFirstHasGone() {
        rolledBack();

        RunView run = runs.rollback(production, DISCARD);

        assertCode(run, "restore-point.data-alone");
        assertThat(production.database("live")).contains("sold one");
        assertThat(production.hindrance()).isEmpty();
    }

    @Test
    void goesToTheOneBefore() {
        production.prepare("earlier", "a=one", "b=one", "checksums=r1");
        production
                .records()
                .restorePoints()
                .save(new RestorePoint("production", "earlier", FakeProduction.OLD, "asked", Instant.EPOCH));
        rolledBack();

        RunView run = runs.rollback(production, DISCARD);

        assertThat(run.status()).isEqualTo("succeeded");
        assertThat(run.steps().getFirst().detail()).startsWith("earlier");
    }

    @Test
    void goesThereForTheDataWhenAskedTo() {
        rolledBack();

        RunView run = runs.rollback(production, Map.of("data", "true", "discard", "true"));

        assertThat(run.status()).isEqualTo("succeeded");
        assertThat(production.database("live")).doesNotContain("sold one");
    }

    @Test
    void goesThereByName() {
        rolledBack();

        RunView run = runs.rollback(production, Map.of("to", "run-1", "discard", "true"));

        assertThat(run.status()).isEqualTo("succeeded");
        assertThat(production.database("live")).doesNotContain("sold one");
    }

    private void rolledBack() {
        assertThat(runs.deployCodeAlone(production).status()).isEqualTo("succeeded");
        assertThat(runs.rollBackCodeAlone(production).status()).isEqualTo("succeeded");
        production.write("sold one");
    }
}
