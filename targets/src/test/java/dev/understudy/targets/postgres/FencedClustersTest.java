package dev.understudy.targets.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.targets.fence.NftFence;
import dev.understudy.targets.fence.NoFence;
import dev.understudy.targets.fence.Outside;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.postgres.Cluster.Purpose;
import dev.understudy.targets.volume.Volume;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What production's database may call, its copy may not. */
@Timeout(180)
class FencedClustersTest {

    private static final String PROGRAM = "COPY said FROM PROGRAM 'bash -c \"exec 3<>/dev/tcp/" + Outside.ADDRESS_4
            + "/" + Outside.WEB + " && echo reached\"'";
    private static final String LINK = "SELECT dblink_connect('host=%s port=%d connect_timeout=2 user=a password=b')";

    private TestClusters test;
    private NftFence fence;
    private FencedClusters clusters;

    @BeforeEach
    void home() throws Exception {
        test = new TestClusters();
        fence = new NftFence(test.host, test.home);
        clusters = new FencedClusters(test.clusters, fence, new SystemUsers(test.host));
    }

    @AfterEach
    void remove() {
        test.close();
        if (test.host.root()) {
            fence.removeAll();
        }
    }

    @Test
    void theServerOfACopyReachesNothing() throws Exception {
        assumeTrue(fence.possible() && Outside.possible(test.host), "no fence, or no outside");
        try (Outside outside = new Outside(test.host, test.home)) {
            assertThat(outside).isNotNull();
            Cluster production = test.running("production", Purpose.PRODUCTION);
            Database original = test.superuser(production, "odoo");
            original.script("CREATE EXTENSION dblink; CREATE TABLE said (word text)");
            original.script(PROGRAM);
            assertThat(original.rows("SELECT word FROM said")).hasSize(1);

            // It is reached; what answers there is no PostgreSQL.
            assertThatThrownBy(() -> original.rows(LINK.formatted(Outside.ADDRESS_4, Outside.WEB)))
                    .rootCause()
                    .hasMessageContaining("could not establish connection")
                    .hasMessageNotContaining("Connection refused");

            Cluster copy = copy(production, "staging");
            clusters.start(copy);

            Database copied = test.superuser(copy, "odoo");
            assertThat(copied.rows("SELECT word FROM said")).hasSize(1);
            assertThatThrownBy(() -> copied.script(PROGRAM)).hasMessageContaining("failed");
            assertThatThrownBy(() -> copied.rows(LINK.formatted(Outside.ADDRESS_4, Outside.WEB)))
                    .hasStackTraceContaining("Connection refused");
            assertThatThrownBy(() -> copied.rows(LINK.formatted(Outside.ADDRESS_6, Outside.WEB)))
                    .hasStackTraceContaining("Connection refused");
            // Not production's database either, nor its own.
            assertThatThrownBy(() -> copied.rows(LINK.formatted("127.0.0.1", production.port())))
                    .hasStackTraceContaining("Connection refused");
            assertThatThrownBy(() -> copied.rows(LINK.formatted("127.0.0.1", copy.port())))
                    .hasStackTraceContaining("Connection refused");
            assertThatThrownBy(() -> copied.rows(LINK.formatted(production.socketDirectory(), production.port())))
                    .hasStackTraceContaining("Permission denied");

            // Started again it is fenced again, as after a reboot.
            clusters.stop(copy);
            fence.removeAll();
            clusters.start(copy);
            assertThatThrownBy(() -> copied.script(PROGRAM)).hasMessageContaining("failed");
            clusters.stop(copy);
            clusters.stop(production);
        }
    }

    @Test
    void aCopyOfACopyAndACopyFromBeforeRunAsTheirOwnUserToo() throws Exception {
        assumeTrue(fence.possible(), "no fence");
        Cluster unconfined = test.running("staging", Purpose.COPY);
        Cluster same = test.confined(unconfined);

        clusters.start(same);

        long pid = Postmaster.pid(same.pgdata()).orElseThrow();
        assertThat(test.host.run(Command.of("stat", "-c", "%U", "/proc/" + pid)).out())
                .isEqualTo(SystemUsers.ofClusters(test.home, "staging") + "\n");
        Cluster second = copy(same, "rehearsal");
        clusters.start(second);
        assertThat(Files.getOwner(second.pgdata().resolve("base")).getName())
                .isEqualTo(SystemUsers.ofClusters(test.home, "rehearsal"));
        clusters.stop(second);
        clusters.stop(same);
    }

    @Test
    void aNewClusterIsConfinedFromItsFirstStart() throws Exception {
        assumeTrue(fence.possible(), "no fence");
        Cluster demo = test.confined("development", Purpose.COPY);

        clusters.create(demo);
        clusters.start(demo);

        assertThat(fence.closed(SystemUsers.ofClusters(test.home, "development")))
                .isTrue();
        clusters.stop(demo);
    }

    @Test
    void withoutAFenceACopyDoesNotStart() throws Exception {
        Cluster copy = test.confined("staging", Purpose.COPY);
        FencedClusters bare = new FencedClusters(test.clusters, new NoFence(), new SystemUsers(test.host));

        assertThatThrownBy(() -> bare.start(copy)).hasMessageContaining("fence.impossible");
        assertThat(clusters.running(copy)).isFalse();
    }

    private Cluster copy(Cluster source, String environment) throws Exception {
        Cluster copy = test.confined(environment, Purpose.COPY);
        Volume live = test.volumes.volume(environment, Volume.LIVE);
        clusters.copyLive(
                source, "odoo", source.pgdata().resolveSibling("data"), test.volumes, copy.pgdata(), live.data());
        return copy;
    }
}
