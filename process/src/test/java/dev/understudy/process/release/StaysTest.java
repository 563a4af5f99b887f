package dev.understudy.process.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.journal.RunHistory.PastRun;
import dev.understudy.model.run.RunStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StaysTest {

    private final List<PastRun> runs = new ArrayList<>();

    @Test
    void aReleaseThatALaterOneReplacedStands() {
        done("deploy", "r6");
        done("deploy", "r7");

        assertThat(Stays.stands("r6", runs)).isTrue();
        assertThat(Stays.stands("r7", runs)).isTrue();
        assertThat(Stays.stands("r8", runs)).isFalse();
    }

    @Test
    void oneThatWasTakenBackDoesNot() {
        done("deploy", "r6");
        done("deploy", "r7");
        done("rollback", "");

        assertThat(Stays.stands("r7", runs)).isFalse();
        assertThat(Stays.stands("r6", runs)).isTrue();

        done("deploy", "r7");

        assertThat(Stays.stands("r7", runs)).as("it was performed again").isTrue();
    }

    @Test
    void whatFailedPutNothingThere() {
        run("deploy", "r6", RunStatus.UNDONE);

        assertThat(Stays.stands("r6", runs)).isFalse();
    }

    @Test
    void otherDataTakesAllOfItAway() {
        done("deploy", "r6");
        done("restore", "");

        assertThat(Stays.stands("r6", runs)).isFalse();
    }

    private void done(String recipe, String release) {
        run(recipe, release, RunStatus.SUCCEEDED);
    }

    private void run(String recipe, String release, RunStatus status) {
        Instant at = Instant.EPOCH.plusSeconds(runs.size());
        runs.add(new PastRun(
                "run-" + runs.size(),
                recipe,
                "production",
                release,
                status,
                "bo",
                at,
                Optional.of(at),
                Optional.of(at),
                false));
    }
}
