package dev.understudy.engine.recipe;

import static dev.understudy.engine.recipe.Performing.assertCode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.environment.RestorePoint;
import dev.understudy.engine.fake.FakeProduction;
import dev.understudy.engine.fake.Flaw;
import dev.understudy.model.evidence.Written;
import dev.understudy.model.run.RunView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a rollback takes away, on a production of files that somebody has worked with. */
class RollbackTest {

    private static final Map<String, String> DISCARD = Map.of("discard", "true");

    @AutoClose
    private final Performing runs = new Performing();

    private FakeProduction production;

    @BeforeEach
    void deployed() {
        production = runs.deployed(Flaw.NONE);
    }

    @Test
    void exportsWhatItTakesAwayAndKeepsWhatItReplaced() {
        RunView run = runs.rollback(production, DISCARD);

        assertThat(run.status()).isEqualTo("succeeded");
        assertThat(production.environment().release()).isEqualTo(FakeProduction.OLD);
        assertThat(production.database("live")).doesNotContain("sold one");
        assertThat(production.database("before-run-1")).contains("order with two-new", "sold one");
        assertThat(production.home().export("production", "run-1")).hasContent("one");
        assertThat(detail(run)).contains("1 rows of 1 tables, 1 by people", "exports/production/run-1.zip");
        assertThat(runs.evidence(production, run))
                .filteredOn(one -> one.name().equals(Written.NAME))
                .singleElement()
                .satisfies(one -> assertThat(one.content()).contains("sale_order", "ada", "person"));
    }

    @Test
    void whoHadSignedInStaysSignedIn() {
        production.sessions("live").signIn("ada");

        assertThat(runs.rollback(production, DISCARD).status()).isEqualTo("succeeded");
        assertThat(production.sessions("live").has("ada")).isTrue();
        assertThat(production.sessions("before-run-1").has("ada")).isFalse();
    }

    @Test
    void itsPlanTellsWhatItWouldDo() {
        assertThat(runs.planOfRollback(production, Map.of("to", "before")))
                .anyMatch(act -> act.contains("count what was written since before"))
                .anyMatch(act -> act.contains("export the rows"));
        assertThat(production.environment().release()).isEqualTo(FakeProduction.NEW);
    }

    @Test
    void takesNothingAwayThatNobodyGaveUp() {
        RunView run = runs.rollback(production, Map.of());

        assertCode(run, "rollback.would-lose");
        assertUntouched(run, "failed");
    }

    @Test
    void whatIsWrittenAtTheLastMomentCountsToo() {
        RunView first = runs.rollback(production, DISCARD);
        assertThat(first.status()).isEqualTo("succeeded");
        production.effects().once("held", () -> production.write("sold two"));

        RunView second = runs.rollback(production, Map.of());

        assertCode(second, "rollback.would-lose");
        assertThat(production.database("live")).contains("sold two");
        assertThat(production.hindrance()).isEmpty();
    }

    @Test
    void aFailedExportStopsItBeforeAnythingIsPutBack() throws Exception {
        Files.writeString(production.home().directory().resolve("exports"), "in the way");

        RunView run = runs.rollback(production, DISCARD);

        assertCode(run, "export.failed");
        assertUntouched(run, "failed");
    }

    @Test
    void whatCannotBeExportedStaysInTheRestorePoint() throws Exception {
        Path zip = production.home().export("production", "run-1");
        production.effects().once("opened BLUE", () -> inTheWayOf(zip));

        RunView run = runs.rollback(production, DISCARD);

        assertThat(run.status()).isEqualTo("succeeded");
        assertThat(detail(run)).contains("not exported", "before-run-1");
        assertThat(production.database("before-run-1")).contains("sold one");
        assertThat(production.hindrance()).isEmpty();
    }

    @Test
    void usersAreServedBeforeAllTablesAreReadForTheExport() {
        AtomicBoolean exported = new AtomicBoolean();
        production
                .effects()
                .once(
                        "opened BLUE",
                        () -> exported.set(Files.exists(production.home().export("production", "run-1"))));

        assertThat(runs.rollback(production, DISCARD).status()).isEqualTo("succeeded");
        assertThat(exported).isFalse();
        assertThat(production.home().export("production", "run-1")).exists();
    }

    @Test
    void isNotCancelledOnceUsersAreServed() {
        AtomicReference<String> refused = new AtomicReference<>("");

        RunView run = runs.rollback(production, DISCARD, "opened BLUE", refused::set);

        assertThat(refused).hasValue("run.too-late");
        assertThat(run.status()).isEqualTo("succeeded");
        assertThat(production.environment().release()).isEqualTo(FakeProduction.OLD);
        assertThat(production.database("live")).doesNotContain("sold one");
    }

    @Test
    void isUndoneWhenItIsCancelledBefore() {
        RunView run = runs.rollback(production, DISCARD, "WEB stopped", refused -> {
            throw new AssertionError(refused);
        });

        assertUntouched(run, "cancelled");
    }

    private static void inTheWayOf(Path zip) {
        try {
            Files.createDirectories(zip.resolve("something"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void dataThatCannotBeReadIsPutBackAllTheSameWhenAsked() throws Exception {
        Files.writeString(production.home().directory().resolve("exports"), "in the way");

        RunView run = runs.rollback(production, Map.of("discard", "true", "export", "false"));

        assertThat(run.status()).isEqualTo("succeeded");
        assertThat(production.database("before-run-1")).contains("sold one");
    }

    @Test
    void aDatabaseThatDiedIsStartedToBeExported() {
        production.mishaps().killDatabase();

        assertThat(runs.rollback(production, DISCARD).status()).isEqualTo("succeeded");
        assertThat(production.home().export("production", "run-1")).hasContent("one");
    }

    @Test
    void aRollbackWithoutRoomEndsWhereItBegan() {
        production.mishaps().fillDisk();

        RunView run = runs.rollback(production, DISCARD);

        assertCode(run, "volume.disk-full");
        assertUntouched(run, "undone");
    }

    @Test
    void whatWasWrittenAfterItServedIsKeptWhenItIsUndone() {
        production.sessions("live").signIn("ada");
        production.effects().once("opened BLUE", () -> production.write("sold two"));
        production.effects().once("CRON started", () -> {
            throw new IllegalStateException("no crons");
        });

        RunView run = runs.rollback(production, DISCARD);

        assertThat(run.status()).isEqualTo("undone");
        assertThat(production.database("live")).contains("sold one").doesNotContain("sold two");
        assertThat(production.environment().release()).isEqualTo(FakeProduction.NEW);
        assertThat(production.hindrance()).isEmpty();
        assertThat(production.volumes()).containsExactly("before", "live", "undone-run-1");
        assertThat(production.database("undone-run-1")).contains("sold two");
        assertThat(production.sessions("live").has("ada")).isTrue();
        assertThat(production.records().restorePoints().find("production", "undone-run-1"))
                .map(RestorePoint::release)
                .contains(FakeProduction.OLD);
    }

    private void assertUntouched(RunView run, String status) {
        assertThat(run.status()).isEqualTo(status);
        assertThat(production.database("live")).contains("sold one");
        assertThat(production.environment().release()).isEqualTo(FakeProduction.NEW);
        assertThat(production.environment().state()).isEqualTo(State.READY);
        assertThat(production.hindrance()).isEmpty();
        assertThat(production.volumes()).containsExactly("before", "live");
    }

    private static String detail(RunView run) {
        return run.steps().stream()
                .filter(step -> step.name().equals("export-written"))
                .map(step -> String.valueOf(step.detail()))
                .findFirst()
                .orElseThrow();
    }
}
