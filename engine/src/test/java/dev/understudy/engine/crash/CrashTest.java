package dev.understudy.engine.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.crash.CrashTrial.Ending;
import dev.understudy.engine.crash.FileRecipes.Production;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine is killed at some points of a run, and another process goes on. {@link CrashSweepTest} kills it at all. */
class CrashTest {

    private static final int STRIDE = 3;

    @TempDir
    private Path root;

    @Test
    void aDeployEndsInTheNewStateWhereverItWasKilled() {
        CrashTrial trial = new CrashTrial(TestPostgres.shared(), FileRecipes.class, "deploy", root);
        List<String> points = trial.points();
        assertThat(points)
                .contains("before apply of update", "written live.new", "after apply of update", "between steps");

        trial.killedAtEach(kills(0, points.size()), (ending, database) -> assertNew(ending));
    }

    @Test
    void aFailedDeployEndsInTheOldStateWhereverItWasKilled() {
        CrashTrial trial = new CrashTrial(TestPostgres.shared(), FileRecipes.class, "break", root);
        List<String> points = trial.points();
        assertThat(points).contains("after apply of watch", "before undo of update", "after undo of stop");

        trial.killedAtEach(
                kills(points.indexOf("before apply of watch"), points.size()), (ending, database) -> assertOld(ending));
    }

    @Test
    void twoKillsAreNoWorseThanOne() {
        CrashTrial trial = new CrashTrial(TestPostgres.shared(), FileRecipes.class, "break", root);
        int update = trial.points().indexOf("written live.new");

        assertOld(trial.killedAt(update, 1));
        assertOld(trial.killedAt(update, 8, 2));
    }

    /** The points to kill at. */
    IntStream kills(int first, int end) {
        return IntStream.iterate(first, point -> point < end, point -> point + STRIDE);
    }

    private static void assertNew(Ending ending) {
        Production production = new Production(ending.folder());
        assertThat(ending.run().status()).as("killed at %s", ending.killedAt()).isEqualTo("succeeded");
        assertThat(production.read()).as("killed at %s", ending.killedAt()).isEqualTo("new\nnew\n");
        assertThat(production.stopped()).as("killed at %s", ending.killedAt()).doesNotExist();
    }

    private static void assertOld(Ending ending) {
        Production production = new Production(ending.folder());
        assertThat(ending.run().status()).as("killed at %s", ending.killedAt()).isEqualTo("undone");
        assertThat(production.read()).as("killed at %s", ending.killedAt()).isEqualTo("old\nold\n");
        assertThat(production.stopped()).as("killed at %s", ending.killedAt()).doesNotExist();
    }
}
