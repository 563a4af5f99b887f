package dev.understudy.engine.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environment.Kind;
import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.environment.EnvironmentRules;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.Said;
import dev.understudy.targets.edge.AccessLog;
import dev.understudy.targets.edge.Edge;
import dev.understudy.targets.edge.Site;
import dev.understudy.targets.runtime.Instance.Slot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Whom production's requests reach while it follows somebody else's Odoo. */
class FollowedTrafficTest {

    private static final Project PROJECT =
            ProjectFile.read("understudy.yaml", """
                    project: acme
                    odoo: { series: "19.0" }
                    repositories: [{ name: sales, url: /srv/git/sales.git }]
                    environments:
                      production:
                        follows: { config: /etc/odoo/odoo.conf, port: 8069, stop: [stop], start: [start] }
                    """).require();

    @AutoClose
    private final ControlDatabase database =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);

    private final Doors doors = new Doors();
    private final Traffic traffic = new Traffic(
            () -> PROJECT,
            new Environments(database.jdbi(), new EnvironmentRules(Path.of("/home"), false, PROJECT::ports)),
            doors);

    @Test
    void untilItIsTakenOverTheyGoThereWhateverIsDoneToTheCopy() {
        Environment copy = production(true);

        traffic.open(copy);
        assertThat(traffic.isOpen(copy)).isTrue();
        traffic.hold(copy);
        traffic.drainLong(copy, Duration.ZERO);

        assertThat(doors.seen).containsExactly("elsewhere");
    }

    @Test
    void takenOverTheyGoToASlotAndAreHeldAsEver() {
        Environment taken = production(false);

        traffic.open(taken);
        assertThat(traffic.isOpen(taken)).isTrue();
        traffic.hold(taken);

        assertThat(doors.seen).containsExactly("BLUE", "held");
    }

    @Test
    void aTakeOverHoldsThemThere() {
        Environment copy = production(true);
        traffic.open(copy);

        assertThat(traffic.holdElsewhere(copy, 8069, Duration.ofSeconds(5))).isEqualTo(Said.NOTHING);

        assertThat(doors.seen).containsExactly("elsewhere", "held");
        assertThat(traffic.isOpen(copy)).isFalse();
    }

    private static Environment production(boolean quiet) {
        return new Environment(
                Project.PRODUCTION,
                Kind.LIVE,
                State.READY,
                "",
                "acme",
                20_000,
                20_001,
                Slot.BLUE,
                "r1",
                "",
                false,
                false,
                quiet,
                1,
                Instant.EPOCH,
                null);
    }

    /** Remembers what was done to it. */
    private static final class Doors implements Edge {

        private final List<String> seen = new ArrayList<>();

        private String last() {
            return seen.isEmpty() ? "" : seen.getLast();
        }

        @Override
        public void serve(List<Site> sites) {
            throw new UnsupportedOperationException("nobody is served here");
        }

        @Override
        public void open(String environment, Slot slot) {
            seen.add(slot.name());
        }

        @Override
        public void openElsewhere(String environment) {
            seen.add("elsewhere");
        }

        @Override
        public void hold(String environment) {
            seen.add("held");
        }

        @Override
        public void sleep(String environment) {
            throw new UnsupportedOperationException("nobody sleeps here");
        }

        @Override
        public boolean asleep(String environment) {
            return false;
        }

        @Override
        public boolean asked(String environment) {
            return false;
        }

        @Override
        public void holdLong(String environment) {
            seen.add("held long");
        }

        @Override
        public Optional<Slot> opened(String environment) {
            return last().equals("BLUE") ? Optional.of(Slot.BLUE) : Optional.empty();
        }

        @Override
        public boolean openedElsewhere(String environment) {
            return last().equals("elsewhere");
        }

        @Override
        public int requests(int port) {
            return 0;
        }

        @Override
        public int longRequests(int port) {
            return 0;
        }

        @Override
        public void expect(String environment, Instant again) {
            throw new UnsupportedOperationException("nobody waits here");
        }

        @Override
        public Optional<Fault> trouble(Site site) {
            return Optional.empty();
        }

        @Override
        public AccessLog answers(String environment, Instant since) {
            throw new UnsupportedOperationException("nobody is answered here");
        }

        @Override
        public boolean running() {
            return true;
        }

        @Override
        public void stop() {
            throw new UnsupportedOperationException("nobody ends it here");
        }
    }
}
