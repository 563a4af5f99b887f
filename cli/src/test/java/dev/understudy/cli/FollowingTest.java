package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.Prompt.Result;
import dev.understudy.model.run.RunStatus;
import dev.understudy.model.run.RunView;
import dev.understudy.model.run.RunView.ErrorView;
import dev.understudy.model.run.RunView.StepView;
import dev.understudy.server.api.FakeRuns;
import dev.understudy.server.api.Verb;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs that are followed to their end. */
@Timeout(60)
final class FollowingTest {

    @AutoClose
    private final Prompt prompt = new Prompt();

    @Test
    void aRunIsFollowedAndItsStepsAreTold() {
        CompletableFuture<Result> following = CompletableFuture.supplyAsync(() -> prompt.run("refresh", "staging"));
        awaitFollower();
        Instant began = Instant.parse("2026-03-01T20:00:01Z");
        StepView step = new StepView("copy-production", "succeeded", began, began.plusMillis(1200), "reflink");
        prompt.desk().runs().put(with(run("run-1", RunStatus.RUNNING), List.of(step), null));
        prompt.desk().runs().put(with(run("run-1", RunStatus.SUCCEEDED), List.of(step), null));

        Result result = following.orTimeout(30, TimeUnit.SECONDS).join();

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("copy-production", "1.2 s", "reflink", "run-1 done");
        assertThat(result.out().lines().filter(line -> line.contains("copy-production")))
                .hasSize(1);
        assertThat(result.out()).doesNotContain("\u001b");
        assertThat(prompt.desk().actions()).hasSize(1);
        assertThat(prompt.desk().actions().getFirst().verb()).isEqualTo(Verb.REFRESH);
    }

    @Test
    void followingGoesOnAfterARestartOfTheService() {
        prompt.desk().runs().put(run("run-1", RunStatus.RUNNING));
        CompletableFuture<Result> following = CompletableFuture.supplyAsync(() -> prompt.run("run", "follow", "run-1"));
        awaitFollower();
        prompt.endService();
        prompt.desk().runs().put(run("run-1", RunStatus.SUCCEEDED));
        prompt.startService();

        assertThat(following.orTimeout(40, TimeUnit.SECONDS).join().code()).isZero();
    }

    @Test
    void followingGoesOnWhenTheDatabaseOfTheServiceIsBack() {
        prompt.desk().runs().put(run("run-1", RunStatus.SUCCEEDED));
        prompt.desk().runs().loseDatabase(3);

        Result result = prompt.run("run", "follow", "run-1");

        assertThat(result.code()).as(result.err()).isZero();
    }

    @Test
    void theEndOfAFollowedRunGivesTheExitCode() {
        prompt.desk().runs().put(run("run-1", RunStatus.SUCCEEDED));
        prompt.desk().runs().put(run("run-2", RunStatus.CANCELLED));
        prompt.desk()
                .runs()
                .put(with(
                        run("run-3", RunStatus.UNDONE), List.of(), new ErrorView("x.y", "here", "It broke.", "Mend.")));
        prompt.desk()
                .runs()
                .put(with(
                        run("run-4", RunStatus.FAILED),
                        List.of(),
                        new ErrorView("gate.x", "", "A gate.", "Wait.", "refused")));
        prompt.desk()
                .runs()
                .put(with(
                        run("run-5", RunStatus.UNDONE),
                        List.of(),
                        new ErrorView("backup.x", "a.zip", "Not a backup.", "Name one.", "usage")));

        assertThat(prompt.run("run", "follow", "run-1").code()).isZero();
        assertThat(prompt.run("run", "follow", "run-2").code()).isEqualTo(1);
        Result undone = prompt.run("run", "follow", "run-3");
        assertThat(undone.code()).isEqualTo(1);
        assertThat(undone.out()).contains("here: It broke.", "Mend.", "[x.y]");
        assertThat(prompt.run("run", "follow", "run-4").code()).isEqualTo(3);
        assertThat(prompt.run("run", "follow", "run-5").code()).isEqualTo(2);
    }

    /** Whoever gave something wrong and made users wait for it has not come away with nothing tried. */
    @Test
    void whatUsersWaitedForEndsAsAFailure() {
        StepView held = new StepView("hold-requests", "undone", Instant.EPOCH, Instant.EPOCH, "");
        ErrorView wrong = new ErrorView("audit.no-config", "odoo.conf", "It is not there.", "Name one.", "usage");
        prompt.desk().runs().put(with(run("run-1", RunStatus.UNDONE), List.of(held), wrong));

        assertThat(prompt.run("run", "follow", "run-1").code()).isEqualTo(1);
    }

    @Test
    void aRunThatStandsWithAWarningSaysSoWhereverItIsShown() {
        ErrorView warning =
                new ErrorView("watch.failing", "production", "Answers fail.", "Go back: understudy rollback");
        prompt.desk().runs().put(with(run("run-1", RunStatus.SUCCEEDED), List.of(), null, warning));

        Result followed = prompt.run("run", "follow", "run-1");

        assertThat(followed.code()).isZero();
        assertThat(followed.out())
                .contains(
                        "run-1 done, with a warning",
                        "production: Answers fail.",
                        "understudy rollback",
                        "watch.failing");
        assertThat(prompt.run("run", "show", "run-1").out()).contains("run-1 done, with a warning", "Answers fail.");
        assertThat(prompt.run("runs").out()).contains("done, with a warning");
    }

    private void awaitFollower() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (prompt.desk().runs().followers() == 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(prompt.desk().runs().followers()).isPositive();
    }

    private static RunView run(String id, RunStatus status) {
        return FakeRuns.run(id, "deploy", "production", status);
    }

    private static RunView with(RunView run, List<StepView> steps, @Nullable ErrorView error) {
        return with(run, steps, error, null);
    }

    private static RunView with(
            RunView run, List<StepView> steps, @Nullable ErrorView error, @Nullable ErrorView warning) {
        return new RunView(
                run.id(),
                run.recipe(),
                run.environment(),
                run.release(),
                run.status(),
                run.startedAt(),
                run.finishedAt(),
                steps,
                run.createdAt(),
                run.by(),
                run.queuedBehind(),
                error,
                warning);
    }
}
