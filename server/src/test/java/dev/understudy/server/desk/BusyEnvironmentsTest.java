package dev.understudy.server.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.run.RunStatus;
import dev.understudy.server.api.FakeRuns;
import org.junit.jupiter.api.Test;

class BusyEnvironmentsTest {

    @Test
    void areThoseThatRunsChange() {
        FakeRuns runs = new FakeRuns();
        runs.put(FakeRuns.run("run-1", "deploy", "staging", RunStatus.SUCCEEDED));
        runs.put(FakeRuns.run("run-2", "deploy", "production", RunStatus.RUNNING));
        runs.put(FakeRuns.run("run-3", "refresh", "development", RunStatus.QUEUED));

        assertThat(new BusyEnvironments(runs).get()).containsExactlyInAnyOrder("production", "development");
    }

    /** Which may take hours, in which what dies must be started again. */
    @Test
    void areNotThoseThatAreCopied() {
        FakeRuns runs = new FakeRuns();
        runs.put(FakeRuns.run("run-1", "backup", "production", RunStatus.RUNNING));
        runs.put(FakeRuns.run("run-2", "snapshot", "staging", RunStatus.RUNNING));

        assertThat(new BusyEnvironments(runs).get()).isEmpty();
    }
}
