package dev.understudy.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.model.fault.FaultException;
import dev.understudy.model.run.RunView;
import dev.understudy.model.run.Said;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DurableRunsTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void performsAllStepsInOrder() {
        stage.recipe(
                "deploy",
                stage.step("first").applying(context -> Outcome.done(Said.verbatim("one"))),
                stage.step("second").irreversible());

        RunView run = stage.ended(stage.submit("deploy", "production"));

        assertThat(run.status()).isEqualTo("succeeded");
        assertThat(run.error()).isNull();
        assertThat(Stage.steps(run)).containsExactly("first succeeded", "second succeeded");
        assertThat(run.steps().getFirst().detail()).isEqualTo("one");
        assertThat(stage.notes).containsExactly("apply first", "apply second");
        assertThat(run.release()).isEqualTo("r1");
        assertThat(run.by()).isEqualTo("ada");
        assertThat(run.startedAt()).isAfterOrEqualTo(run.createdAt());
        assertThat(run.finishedAt()).isAfterOrEqualTo(run.startedAt());
    }

    @Test
    void listsRunsNewestFirst() {
        stage.recipe("backup", stage.step("first"));
        RunView older = stage.submit("backup", "production");
        RunView newer = stage.submit("backup", "staging");

        assertThat(stage.runs.runs(10)).extracting(RunView::id).containsExactly(newer.id(), older.id());
        assertThat(stage.runs.runs(1)).extracting(RunView::id).containsExactly(newer.id());
    }

    @Test
    void knowsNoOtherRun() {
        for (String id : new String[] {"run-7", "run-x", "", "run-99999999999999999999"}) {
            assertThatThrownBy(() -> stage.runs.run(id))
                    .isInstanceOfSatisfying(
                            FaultException.class,
                            failure -> assertThat(failure.fault().code()).isEqualTo("run.not-found"));
        }
    }

    @Test
    void plansWithoutWritingAnything() {
        stage.recipe("deploy", stage.step("first"), stage.step("second"));

        assertThat(stage.runs.plan(Stage.request("deploy", "production")))
                .containsExactly("first: touch first for planned", "second: touch second for planned");
        assertThat(stage.runs.runs(10)).isEmpty();
        assertThat(stage.notes).isEmpty();
    }
}
