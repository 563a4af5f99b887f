package dev.understudy.engine.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.fake.FakeProduction;
import dev.understudy.engine.fake.Flaw;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.model.fault.Fault;
import dev.understudy.targets.runtime.Instance.Slot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a production of which something dies. */
class SupervisorTest {

    private static final Map<String, String> ALL =
            Map.of("production-web-blue", "one-old", "production-cron-blue", "one-old");

    private final ControlDatabase database =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);
    private final Set<String> changing = new HashSet<>();

    @TempDir
    private Path folder;

    private FakeProduction production;
    private Supervisor supervisor;

    @BeforeEach
    void production() {
        production = new FakeProduction(folder, database.jdbi(), Flaw.NONE).running();
        supervisor = new Supervisor(
                production.records().environments(),
                production.control(),
                production.traffic(),
                () -> changing,
                _ -> {},
                Duration.ofHours(1));
    }

    @AfterEach
    void close() {
        supervisor.close();
        database.close();
    }

    @Test
    void cronsThatDiedAreStartedAgainAndNobodyWaits() {
        production.control().slots().stopCron(production.environment(), Slot.BLUE, Duration.ZERO);

        supervisor.look("production");

        assertThat(production.instances()).isEqualTo(ALL);
        assertThat(production.effects().all()).doesNotContain("held");
        assertThat(production.hindrance()).isEmpty();
    }

    @Test
    void requestsAreHeldUntilAWebInstanceThatDiedServesAgain() {
        production.control().slots().stopWeb(production.environment(), Slot.BLUE, Duration.ZERO);

        supervisor.look("production");
        assertThat(production.effects().all()).containsSubsequence("held", "WEB started");
        supervisor.look("production");

        assertThat(production.instances()).isEqualTo(ALL);
        assertThat(production.hindrance()).isEmpty();
    }

    @Test
    void aDatabaseThatDiedIsStartedAgainAndOdooGoesOn() {
        production.mishaps().killDatabase();

        supervisor.look("production");

        assertThat(production.effects().all())
                .containsSubsequence("held", "cluster started", "opened BLUE")
                .doesNotContain("WEB stopped", "CRON stopped", "password renewed");
        assertThat(production.hindrance()).isEmpty();
    }

    @Test
    void anEdgeThatCannotStartKeepsNothingElseFromItAndIsTold() throws Exception {
        production.mishaps().losePortOfEdge();

        assertThat(cronsAreStartedAgain()).isTrue();

        assertThat(production.instances()).isEqualTo(ALL);
        assertThat(production.traffic().troubles(production.environment()))
                .extracting(Fault::code)
                .containsExactly("edge.port-taken");
    }

    @Test
    void underARunThatHasBegunToChangeItTheDatabaseAloneIsStartedAgain() {
        changing.add("production");
        production.mishaps().killDatabase();
        production.control().slots().stopCron(production.environment(), Slot.BLUE, Duration.ZERO);

        supervisor.look("production");

        assertThat(production.effects().all())
                .contains("cluster started")
                .doesNotContain("held", "WEB started", "CRON started");
    }

    @Test
    void whatARunHasStoppedIsLeftAlone() {
        production.records().environments().save(production.environment().in(State.MAINTENANCE));
        production.mishaps().killDatabase();
        changing.add("production");

        supervisor.look("production");

        assertThat(production.effects().all()).isEmpty();
    }

    @Test
    void cronsThatARunStopsWhileTheyAreStartedAgainStayStopped() throws Exception {
        production.control().stopOdoo(production.environment(), Duration.ZERO);
        Thread run = new Thread(
                () -> production.control().slots().stopCron(production.environment(), Slot.BLUE, Duration.ZERO), "run");
        production.effects().once("WEB started", () -> {
            run.start();
            await(run);
        });

        supervisor.look("production");
        run.join();

        assertThat(production.instances()).isEqualTo(Map.of("production-web-blue", "one-old"));
    }

    @Test
    void oneThatCannotStartKeepsNoOtherFromIt() throws Exception {
        stagingWithoutDatabase();
        production.mishaps().loseVolumes("staging");

        assertThat(cronsAreStartedAgain()).isTrue();
    }

    @Test
    void noOtherWaitsForOneThatRecovers() throws Exception {
        stagingWithoutDatabase();
        CountDownLatch recovered = new CountDownLatch(1);
        production.effects().once("cluster started", () -> await(recovered));

        boolean started = cronsAreStartedAgain();
        recovered.countDown();

        assertThat(started).isTrue();
    }

    @Test
    void noLookGoesOnAfterItsEnd() throws Exception {
        stagingWithoutDatabase();
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch cutOff = new CountDownLatch(1);
        production.effects().once("cluster started", () -> {
            looking.countDown();
            if (!await(new CountDownLatch(1))) {
                cutOff.countDown();
            }
        });
        supervisor.start();
        assertThat(looking.await(30, TimeUnit.SECONDS)).isTrue();

        supervisor.close();

        assertThat(cutOff.await(30, TimeUnit.SECONDS)).isTrue();
    }

    /** A run is at work on it, so that the database alone is looked at. */
    private void stagingWithoutDatabase() {
        production.beside("staging");
        changing.add("staging");
    }

    private boolean cronsAreStartedAgain() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        production.effects().once("CRON started", started::countDown);
        production.control().slots().stopCron(production.environment(), Slot.BLUE, Duration.ZERO);
        supervisor.start();
        return started.await(30, TimeUnit.SECONDS);
    }

    /** Whether it came; not when the wait was cut off. */
    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Until it is over or waits for somebody. */
    private static void await(Thread thread) {
        while (thread.getState() != Thread.State.TERMINATED && thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }
}
