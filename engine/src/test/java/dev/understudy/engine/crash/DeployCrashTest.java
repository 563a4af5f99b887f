package dev.understudy.engine.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.crash.CrashTrial.Ending;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.RestorePoint;
import dev.understudy.engine.fake.FakeProduction;
import dev.understudy.engine.fake.Flaw;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real steps of deploy and rollback on a production of files: the engine is killed after some effects of each, and
 * another process goes on. Production ends wholly old or wholly new. {@link DeploySweepTest} kills it all over.
 */
class DeployCrashTest {

    /** Of each story's effects, from the first to the last. */
    private static final int TRIED = 3;

    /** What {@link CrashTest} tries for every recipe: the engine's own points, around what a step does. */
    private static final Pattern AROUND = Pattern.compile("between steps|(before|after) (apply|undo) of .*");

    private static final List<String> OLD_ROWS = List.of("a=one", "b=one", "checksums=r1", "order with one-old");
    private static final List<String> NEW_ROWS =
            List.of("a=two", "b=two", "checksums=r2", "order with one-old", "order with two-new");

    private static final List<String> WORKED_ROWS =
            List.of("a=two", "b=two", "checksums=r2", "order with one-old", "order with two-new", "sold one");

    @TempDir
    private Path root;

    @Test
    void aDeployEndsWhollyNewWhereverItWasKilled() {
        CrashTrial trial = trial(FakeBooks.Good.class, "deploy", FakeProduction.NEW);
        List<String> points = trial.points();
        assertThat(points).contains("a updated", "b updated", "noted update-begun", "insert into environment");

        every(1, 0, trial, points, (ending, production) -> {
            assertEnded(ending, "succeeded");
            assertNew(ending, production);
            assertThat(production.volumes()).as(where(ending)).containsExactly("live", "run-1");
        });
    }

    @Test
    void aFailedUpdateEndsWhollyOldWhereverItWasKilled() {
        CrashTrial trial = trial(FakeBooks.UpdateFails.class, "deploy", FakeProduction.NEW);
        List<String> points = trial.points();

        every(4, points.indexOf("update begun"), trial, points, (ending, production) -> {
            assertEnded(ending, "undone");
            assertOld(ending, production);
            assertThat(production.volumes()).as(where(ending)).containsExactly("live", "run-1");
        });
    }

    @Test
    void anUpdateThatFillsTheDiskEndsWhollyOldWhereverItWasKilled() {
        CrashTrial trial = trial(FakeBooks.FillsTheDisk.class, "deploy", FakeProduction.NEW);
        List<String> points = trial.points();

        every(4, points.indexOf("update begun"), trial, points, (ending, production) -> {
            assertEnded(ending, "undone");
            assertOld(ending, production);
            assertThat(production.volumes()).as(where(ending)).containsExactly("live");
            assertThat(production.records().restorePoints().of("production"))
                    .as(where(ending))
                    .isEmpty();
        });
    }

    @Test
    void aReleaseThatBreaksWhenItServesEndsWhollyOldAndKeepsWhatWasWritten() {
        CrashTrial trial = trial(FakeBooks.BreaksServing.class, "deploy", FakeProduction.NEW);
        List<String> points = trial.points();

        every(3, points.indexOf("before undo of watch"), trial, points, (ending, production) -> {
            assertEnded(ending, "undone");
            assertOld(ending, production);
            assertThat(production.volumes()).as(where(ending)).containsExactly("live", "run-1", "undone-run-1");
            assertThat(production.database("undone-run-1")).as(where(ending)).isEqualTo(NEW_ROWS);
            assertThat(production.records().restorePoints().find("production", "undone-run-1"))
                    .as(where(ending))
                    .map(RestorePoint::release)
                    .contains(FakeProduction.NEW);
        });
    }

    @Test
    void aDeployOfCodeAloneEndsWhollyNewWhereverItWasKilled() {
        CrashTrial trial = trial(FakeBooks.CodeAlone.class, "deploy", FakeProduction.NEW);
        List<String> points = trial.points();
        assertThat(points).contains("opened GREEN", "insert into environment");

        every(2, points.indexOf("before apply of start-beside"), trial, points, (ending, production) -> {
            assertEnded(ending, "succeeded");
            assertThat(production.instances())
                    .as(where(ending))
                    .isEqualTo(Map.of("production-web-green", "one-new", "production-cron-green", "one-new"));
            assertThat(production.environment().release()).as(where(ending)).isEqualTo(FakeProduction.NEW);
            assertThat(production.database("live"))
                    .as(where(ending))
                    .containsExactly("a=one", "b=one", "checksums=r2", "order with one-new", "order with one-old");
            assertThat(production.hindrance()).as(where(ending)).isEmpty();
        });
    }

    @Test
    void codeAloneThatMisbehavesEndsWhollyOldWhereverItWasKilled() {
        CrashTrial trial = trial(FakeBooks.CodeAloneBreaks.class, "deploy", FakeProduction.NEW);
        List<String> points = trial.points();

        every(2, points.indexOf("before undo of watch"), trial, points, (ending, production) -> {
            assertEnded(ending, "undone");
            assertThat(production.instances())
                    .as(where(ending))
                    .isEqualTo(Map.of("production-web-blue", "one-old", "production-cron-blue", "one-old"));
            assertThat(production.environment().release()).as(where(ending)).isEqualTo(FakeProduction.OLD);
            assertThat(production.database("live"))
                    .as(where(ending))
                    .containsExactly("a=one", "b=one", "checksums=r1", "order with one-new", "order with one-old");
            assertThat(production.hindrance()).as(where(ending)).isEmpty();
        });
    }

    @Test
    void aRollbackEndsWhollyOldWhereverItWasKilled() {
        CrashTrial trial = trial(FakeBooks.WayBack.class, "rollback", "");
        List<String> points = trial.points();

        every(3, points.indexOf("before apply of put-back"), trial, points, (ending, production) -> {
            assertEnded(ending, "succeeded");
            assertOld(ending, production);
            assertThat(production.volumes()).as(where(ending)).containsExactly("before", "before-run-1", "live");
            assertThat(production.database("before-run-1")).as(where(ending)).isEqualTo(WORKED_ROWS);
            assertThat(production.home().export("production", "run-1"))
                    .as(where(ending))
                    .hasContent("one");
        });
    }

    @Test
    void aRollbackToWhatNoLongerServesEndsWhereItBegan() {
        CrashTrial trial = trial(FakeBooks.NoWayBack.class, "rollback", "");
        List<String> points = trial.points();

        every(2, points.indexOf("before undo of put-back"), trial, points, (ending, production) -> {
            assertEnded(ending, "undone");
            assertServes(ending, production, FakeProduction.NEW, "two-new", "blue", WORKED_ROWS);
            assertThat(production.home().export("production", "run-1"))
                    .as(where(ending))
                    .doesNotExist();
            assertThat(production.volumes()).as(where(ending)).containsExactly("before", "live");
        });
    }

    private CrashTrial trial(Class<? extends CrashBook> book, String recipe, String release) {
        return new CrashTrial(TestPostgres.shared(), book, recipe, release, root);
    }

    private void every(
            int stride, int first, CrashTrial trial, List<String> points, BiConsumer<Ending, FakeProduction> holds) {
        assertThat(first).isNotNegative();
        trial.killedAtEach(
                kills(points, first, stride),
                (ending, database) ->
                        holds.accept(ending, new FakeProduction(ending.folder(), database.jdbi(), Flaw.NONE)));
    }

    /**
     * The points to kill at: here, of the effects from {@code first} on, so many, evenly.
     *
     * @param stride how many points a sweep advances by
     */
    IntStream kills(List<String> points, int first, int stride) {
        List<Integer> effects = IntStream.range(first, points.size())
                .filter(point -> !AROUND.matcher(points.get(point)).matches())
                .boxed()
                .toList();
        assertThat(effects).hasSizeGreaterThanOrEqualTo(TRIED);
        return IntStream.range(0, TRIED).map(i -> effects.get(i * (effects.size() - 1) / (TRIED - 1)));
    }

    private static void assertEnded(Ending ending, String status) {
        assertThat(ending.run().status())
                .as("%s: %s", where(ending), ending.run())
                .isEqualTo(status);
    }

    private static void assertOld(Ending ending, FakeProduction production) {
        assertServes(ending, production, FakeProduction.OLD, "one-old", "blue", OLD_ROWS);
    }

    private static void assertNew(Ending ending, FakeProduction production) {
        assertServes(ending, production, FakeProduction.NEW, "two-new", "green", NEW_ROWS);
    }

    private static void assertServes(
            Ending ending, FakeProduction production, String release, String commit, String slot, List<String> rows) {
        assertThat(production.database("live")).as(where(ending)).isEqualTo(rows);
        assertThat(production.environment().release()).as(where(ending)).isEqualTo(release);
        assertThat(production.environment().state()).as(where(ending)).isEqualTo(Environment.State.READY);
        assertThat(production.instances())
                .as(where(ending))
                .isEqualTo(Map.of("production-web-" + slot, commit, "production-cron-" + slot, commit));
        assertThat(production.hindrance()).as(where(ending)).isEmpty();
    }

    private static String where(Ending ending) {
        return "killed at " + ending.killedAt() + " in " + ending.folder();
    }
}
