package dev.understudy.engine.recipe;

import static dev.understudy.engine.recipe.Performing.assertCode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.fake.FakeProduction;
import dev.understudy.engine.fake.Flaw;
import dev.understudy.model.run.RunView;
import java.nio.file.Files;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a deploy refuses before it touches anything. */
class RefusedDeployTest {

    @AutoClose
    private final Performing runs = new Performing();

    private FakeProduction production;

    @BeforeEach
    void running() {
        production = runs.production(Flaw.NONE);
    }

    @Test
    void refusesAReleaseWhoseRehearsalFailed() {
        production.rehearsed(false, FakeProduction.OLD, 1);
        assertRefused(production, "release.rehearsal-failed");
    }

    @Test
    void refusesARehearsalOnAStateThatIsPast() {
        production.records().environments().save(production.environment().running(FakeProduction.OLD));

        assertRefused(production, "release.rehearsal-outdated");
    }

    @Test
    void refusesAReleaseWithoutRehearsal() {
        runs.jdbi().useHandle(handle -> handle.execute("DELETE FROM rehearsal"));

        assertRefused(production, "release.not-rehearsed");
    }

    @Test
    void refusesWhenTheDiskIsFull() {
        FakeProduction full = runs.production(Flaw.NONE, 1L << 30);

        assertRefused(full, "preflight.disk-full");
    }

    @Test
    void refusesWhenExternalPathsDoNotFitBesides() throws Exception {
        FakeProduction narrow = runs.production(Flaw.NONE, (2L << 30) + (4L << 20));
        Files.write(narrow.external().resolve("catalogue.pdf"), new byte[8 << 20]);

        assertRefused(narrow, "preflight.disk-full");
    }

    @Test
    void refusesWhenAnExternalPathIsNotThere() throws Exception {
        Files.delete(production.external());

        assertRefused(production, "preflight.external-path-missing");
    }

    @Test
    void refusesWhenModulesAreLeftInTheMiddle() {
        production.write("pending sale");

        assertRefused(production, "preflight.modules-pending");
    }

    @Test
    void refusesWhenATransactionStandsInTheWay() {
        production.write("transaction 600000");

        assertRefused(production, "preflight.long-transaction");
    }

    @Test
    void refusesAReleaseOfAnotherBuild() {
        runs.jdbi().useHandle(handle -> handle.execute("UPDATE release SET odoo_build = 'debian:18.0'"));

        assertRefused(production, "preflight.other-build");
    }

    private void assertRefused(FakeProduction production, String code) {
        RunView run = runs.deploy(production);
        assertThat(run.status()).isEqualTo("failed");
        assertCode(run, code);
        assertThat(production.effects().all()).doesNotContain("WEB stopped", "code placed");
        assertThat(production.environment().state()).isEqualTo(State.READY);
    }
}
