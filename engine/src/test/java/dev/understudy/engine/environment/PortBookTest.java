package dev.understudy.engine.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.environment.Environment.Kind;
import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.model.config.PortRange;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.targets.runtime.Instance.Slot;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two projects of one service, whose files name the same ports. */
final class PortBookTest {

    private static final ProjectHome ACME = new ProjectHome(Path.of("/srv/acme"), Path.of("/srv/cache"));
    private static final ProjectHome BETA = new ProjectHome(Path.of("/srv/beta"), Path.of("/srv/cache"));
    private static final int LISTENING = 8125;

    private final PortBook book = new PortBook(port -> port != LISTENING);
    private final List<ControlDatabase> opened = new ArrayList<>();
    private ControlDatabase database;
    private Environments acme;

    @BeforeEach
    void acmeHasAnEnvironment() {
        database = ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);
        acme = new Environments(
                database.jdbi(), new EnvironmentRules(ACME.directory(), false, () -> PortRange.DEFAULT));
        acme.save(new Environment(
                "production",
                Kind.LIVE,
                State.CREATING,
                "",
                "production",
                9000,
                Ports.postgres(8100),
                Slot.BLUE,
                "",
                "",
                false,
                false,
                false,
                0,
                Instant.EPOCH,
                null));
    }

    @AfterEach
    void close() {
        database.close();
        opened.forEach(ControlDatabase::close);
    }

    @Test
    void whatAnotherProjectHasIsNotGivenAlsoWhileItIsStopped() {
        book.of(ACME, acme);

        FreePorts free = book.of(BETA, nothing());

        assertThat(List.of(8100, 8109, 9000, LISTENING)).noneMatch(port -> free(free, port));
        assertThat(List.of(8099, 8110)).allMatch(port -> free(free, port));
    }

    /** Of a project that has no environment. */
    private Environments nothing() {
        ControlDatabase empty =
                ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);
        opened.add(empty);
        return new Environments(empty.jdbi(), new EnvironmentRules(BETA.directory(), false, () -> PortRange.DEFAULT));
    }

    @Test
    void whatIsItsOwnIsNotAnothers() {
        assertThat(free(book.of(ACME, acme), 8100)).isTrue();
    }

    @Test
    void whatAProjectHadThatWasLetGoIsFree() {
        book.of(ACME, acme);
        book.forget(ACME);

        assertThat(free(book.of(BETA, nothing()), 8100)).isTrue();
    }

    private static boolean free(FreePorts ports, int port) {
        return ports.choose(free -> free.test(port));
    }
}
