package dev.understudy.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.cli.client.RunFollower.Hitch;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.run.RunStatus;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.ProblemView;
import dev.understudy.server.api.FakeRuns;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A service on a machine that is slow, or that goes away, and those who follow a run of it. */
@Timeout(60)
final class RunFollowerTest {

    private static final String RUNNING = line(RunStatus.RUNNING);
    private static final String DONE = line(RunStatus.SUCCEEDED);

    @TempDir
    Path directory;

    @AutoClose
    private ShakyService service;

    private final AtomicBoolean alive = new AtomicBoolean(true);
    private final List<Hitch> hitches = new ArrayList<>();
    private final List<RunView> heard = new ArrayList<>();

    @BeforeEach
    void start() {
        service = new ShakyService(directory);
    }

    @Test
    void aStreamThatBreaksForHoursIsFollowedToTheEndOfItsRun() {
        service.then(40, ShakyService.tells(RUNNING));
        service.then(ShakyService.tells(DONE));

        RunView ended = follow(Duration.ofMinutes(15));

        assertThat(ended.ended()).isTrue();
        assertThat(service.asked()).isEqualTo(41);
        assertThat(hitches).isEmpty();
    }

    @Test
    void aRunThatWasHeardOfOnceIsFollowedOverHoursWithoutAnAnswer() {
        service.then(ShakyService.tells(RUNNING));
        service.then(40, ShakyService.breaksOff());
        service.then(ShakyService.tells(DONE));

        assertThat(follow(Duration.ofMinutes(15)).ended()).isTrue();
        assertThat(hitches).containsExactly(Hitch.SLOW);
    }

    @Test
    void aServiceThatIsStillStartingIsWaitedFor() {
        service.then(30, ShakyService.says(503, problem("server.starting")));
        service.then(30, ShakyService.says(503, problem("engine.database-unreachable")));
        service.then(ShakyService.tells(DONE));

        assertThat(follow(Duration.ofMinutes(15)).ended()).isTrue();
        assertThat(hitches).containsExactly(Hitch.SLOW, Hitch.DATABASE);
    }

    @Test
    void aServiceThatDoesNotListenIsWaitedForAsLongAsItsProcessLives() {
        service.close();
        List<Integer> looks = new ArrayList<>();

        assertThatThrownBy(() -> new RunFollower(
                                this::client,
                                () -> {
                                    looks.add(1);
                                    return looks.size() < 100;
                                },
                                new VirtualTime(Duration.ofMinutes(1)),
                                hitches::add)
                        .follow("run-1", heard::add))
                .isInstanceOfSatisfying(
                        FaultException.class,
                        gone -> assertThat(gone.fault().code()).isEqualTo("cli.service-not-running"));

        assertThat(looks).hasSizeBetween(105, 115);
        assertThat(hitches).containsExactly(Hitch.AWAY);
    }

    @Test
    void whatTheServiceRefusesIsNotWaitedFor() {
        service.then(ShakyService.says(404, problem("run.not-found")));

        assertThatThrownBy(() -> follow(Duration.ZERO))
                .isInstanceOfSatisfying(
                        ApiProblem.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo("run.not-found"));
    }

    @Test
    void anAnswerThatIsLongInComingIsWaitedForAndThatIsSaid() {
        CountDownLatch said = new CountDownLatch(1);
        service.then(out -> {
            said.await();
            ShakyService.says(200, "late").to(out);
        });
        Client patient =
                new Client(service.home(), Locale.ENGLISH, "test", new VirtualTime(Duration.ZERO), said::countDown);

        assertThat(patient.get("/status")).isEqualTo("late");
    }

    private RunView follow(Duration stride) {
        return new RunFollower(this::client, alive::get, new VirtualTime(stride), hitches::add)
                .follow("run-1", heard::add);
    }

    private Client client() {
        return new Client(service.home(), Locale.ENGLISH, "test", new VirtualTime(Duration.ZERO), () -> {});
    }

    private static String line(RunStatus status) {
        return Json.of(FakeRuns.run("run-1", "deploy", "production", status)).replace("\n", "");
    }

    private static String problem(String code) {
        return Json.of(new ProblemView("failed", 1, code, "", "Said.", ""));
    }
}
