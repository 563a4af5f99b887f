package dev.understudy.server.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.database.OdooDatabase;
import dev.understudy.engine.environment.RestorePoint;
import dev.understudy.engine.fake.FakeProduction;
import dev.understudy.engine.fake.Flaw;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.engine.release.CodeAlone;
import dev.understudy.engine.run.RunRequest;
import dev.understudy.model.fault.FaultException;
import dev.understudy.server.api.Action;
import dev.understudy.server.api.Verb;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a rollback goes, and what is refused, on a production of files to which ada has sold. */
class OrdersTest {

    private static final Instant LATER = Instant.parse("2026-11-02T08:00:00Z");

    private final ControlDatabase database =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);

    @TempDir
    private Path folder;

    private FakeProduction production;
    private Orders orders;
    private Losses losses;

    @BeforeEach
    void deployed() {
        production = new FakeProduction(folder, database.jdbi(), Flaw.NONE).deployed();
        orders = new Orders(
                () -> {
                    throw new AssertionError("a rollback asks for no project");
                },
                production.records());
        losses = new Losses(production.records(), production.control(), opened -> (OdooDatabase) opened.reader());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatChangedDataGoesBackWithItsData() {
        RunRequest rollback = rollback(Map.of());

        assertThat(rollback.flag(CodeAlone.ARGUMENT)).isFalse();
        assertThat(losses.of(rollback).people()).isEqualTo(1);
        assertWouldLose(rollback);
    }

    @Test
    void whatChangedCodeAloneGoesBackByCodeAlone() {
        codeAloneWasDeployed();

        RunRequest rollback = rollback(Map.of());

        assertThat(rollback.flag(CodeAlone.ARGUMENT)).isTrue();
        assertThat(losses.of(rollback).codeAlone()).isTrue();
        losses.gate(rollback);
    }

    @Test
    void itsDataGoesBackForThoseWhoGiveUpWhatWasWritten() {
        codeAloneWasDeployed();

        RunRequest rollback = rollback(Map.of("data", "true"));

        assertThat(rollback.flag(CodeAlone.ARGUMENT)).isFalse();
        assertThat(losses.of(rollback).restorePoint()).isEqualTo("run-7");
        assertWouldLose(rollback);
        losses.gate(rollback(Map.of("data", "true", "discard", "true")));
    }

    @Test
    void aRestorePointThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> rollback(Map.of("to", "nowhere")))
                .isInstanceOfSatisfying(
                        FaultException.class,
                        fault -> assertThat(fault.fault().code()).isEqualTo("restore-point.none"));
    }

    private void codeAloneWasDeployed() {
        production
                .records()
                .restorePoints()
                .save(new RestorePoint(
                        "production",
                        "run-7",
                        FakeProduction.OLD,
                        "deploy " + FakeProduction.NEW,
                        LATER,
                        FakeProduction.NEW,
                        false));
    }

    private RunRequest rollback(Map<String, String> arguments) {
        return orders.request(new Action(Verb.ROLLBACK, "production", "", arguments, "ada"));
    }

    private void assertWouldLose(RunRequest rollback) {
        assertThatThrownBy(() -> losses.gate(rollback))
                .isInstanceOfSatisfying(
                        FaultException.class,
                        fault -> assertThat(fault.fault().code()).isEqualTo("rollback.would-lose"));
    }
}
