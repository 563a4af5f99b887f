package dev.understudy.targets.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SystemUsersTest {

    private static final Path HOME = Path.of("/var/lib/understudy");

    @Test
    void namesTellHomesAndEnvironmentsApart() {
        assertThat(SystemUsers.ofClusters(HOME)).matches("us-[0-9a-f]{6}-pg");
        assertThat(SystemUsers.ofClusters(HOME)).isNotEqualTo(SystemUsers.ofClusters(Path.of("/srv/other")));
        assertThat(SystemUsers.ofClusters(Path.of("/var/lib/../lib/understudy/")))
                .isEqualTo(SystemUsers.ofClusters(HOME));
        assertThat(SystemUsers.ofClusters(HOME, "staging")).matches("us-[0-9a-f]{6}-pg_staging");
        assertThat(SystemUsers.ofClusters(HOME, "development-feature-123-one"))
                .hasSize(32)
                .isNotEqualTo(SystemUsers.ofClusters(HOME, "development-feature-123-two"));
        assertThat(SystemUsers.ofEnvironment(HOME, "production")).matches("us-[0-9a-f]{6}-production");
    }

    @Test
    void longOddAndTakenNamesAreToldApartByAHash() {
        String one = SystemUsers.ofEnvironment(HOME, "development-feature-123-one");
        String two = SystemUsers.ofEnvironment(HOME, "development-feature-123-two");

        assertThat(one).isNotEqualTo(two).hasSize(32);
        assertThat(two).hasSize(32).matches("[a-z0-9_-]+");
        assertThat(SystemUsers.ofEnvironment(HOME, "QA.1")).isNotEqualTo(SystemUsers.ofEnvironment(HOME, "qa-1"));
        assertThat(SystemUsers.ofEnvironment(HOME, "pg")).isNotEqualTo(SystemUsers.ofClusters(HOME));
    }

    @Test
    void makesAndRemovesAUser(@TempDir Path home) {
        Host host = new LocalHost("local", CommandLog.NONE);
        assumeTrue(host.root(), "only root may make users");
        SystemUsers users = new SystemUsers(host);
        String user = SystemUsers.ofEnvironment(home, "unit-test");
        try {
            users.ensure(user);
            users.ensure(user);

            assertThat(users.uid(user)).isPresent();
            assertThat(host.run(Command.of("id", "-un").as(user)).out()).isEqualTo(user + "\n");
            host.write(home.resolve("own"), "x", "0600", user + ":" + user);
            assertThat(host.run(Command.of("stat", "-c", "%U:%G", home.resolve("own")))
                            .out())
                    .isEqualTo(user + ":" + user + "\n");
        } finally {
            users.remove(user);
            users.remove(user);
        }
        assertThat(users.uid(user)).isEmpty();
    }

    @Test
    void removesAUserWhoseLastProcessIsNotQuiteGone(@TempDir Path home) {
        Recording host = new Recording();
        assumeTrue(host.root(), "only root may make users");
        AtomicInteger removals = new AtomicInteger();
        host.answer(command -> command.shown().startsWith("userdel ") && removals.incrementAndGet() == 1
                ? Optional.of(new CommandResult(8, "", "user is currently used by process 1", Duration.ZERO))
                : Optional.empty());
        SystemUsers users = new SystemUsers(host);
        String user = SystemUsers.ofEnvironment(home, "unit-test");
        users.ensure(user);

        users.remove(user);

        assertThat(users.uid(user)).isEmpty();
        assertThat(removals).hasValue(2);
    }
}
