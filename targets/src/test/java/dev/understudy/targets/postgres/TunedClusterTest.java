package dev.understudy.targets.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.postgres.Cluster.Purpose;
import dev.understudy.targets.postgres.Cluster.Tuning;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a project says of its server's settings. */
@Timeout(300)
class TunedClusterTest {

    private TestClusters test;
    private Cluster plain;

    @BeforeEach
    void aServer() throws Exception {
        test = new TestClusters();
        plain = test.cluster("production", Purpose.PRODUCTION);
        test.clusters.create(plain);
    }

    @AfterEach
    void remove() {
        test.close();
    }

    private Cluster told(Map<String, String> settings) {
        return plain.told(new Tuning(OptionalInt.empty(), 0, new TreeMap<>(settings)));
    }

    private String shown(Cluster cluster, String name) {
        return test.clusters.keeper(cluster).rows("SHOW " + name).getFirst().getFirst();
    }

    @Test
    void itsSettingsCountOverTheDefaults() {
        Cluster tuned =
                told(Map.of("shared_buffers", "64MB", "work_mem", "8MB", "auto_explain.log_min_duration", "5s"));

        test.clusters.start(tuned);

        assertThat(shown(tuned, "shared_buffers")).isEqualTo("64MB");
        assertThat(shown(tuned, "work_mem")).isEqualTo("8MB");
        assertThat(shown(tuned, "wal_level")).isEqualTo("logical");
        assertThat(test.clusters.trouble(tuned)).isEmpty();
    }

    @Test
    void whatMayChangeWhileItRunsIsTakenUpWithoutARestart() {
        test.clusters.start(plain);
        Cluster tuned = told(Map.of("work_mem", "8MB"));

        test.clusters.start(tuned);

        assertThat(shown(tuned, "work_mem")).isEqualTo("8MB");
    }

    @Test
    void whatPostgresqlRefusesKeepsNothingFromStartingAndIsTold() {
        for (Map<String, String> wrong : List.of(
                Map.of("work_mem", "8MB", "shared_buffers", "plenty"),
                Map.of("transaction_timeout_of_tomorrow", "5s"),
                // Valid, and more than there is.
                Map.of("shared_buffers", "900GB"))) {
            Cluster tuned = told(wrong);

            test.clusters.start(tuned);

            assertThat(shown(tuned, "shared_buffers")).as(wrong.toString()).isEqualTo("128MB");
            assertThat(test.clusters.trouble(tuned)).map(Fault::code).contains("postgres.settings-refused");
            test.clusters.start(tuned);
            test.clusters.stop(tuned);
        }
        Cluster mended = told(Map.of("work_mem", "8MB"));
        test.clusters.start(mended);
        assertThat(shown(mended, "work_mem")).isEqualTo("8MB");
        assertThat(test.clusters.trouble(mended)).isEmpty();
    }

    @Test
    void aMajorVersionThatIsNotInstalledIsRefused() throws Exception {
        Cluster other =
                test.cluster("other", Purpose.PRODUCTION).told(new Tuning(OptionalInt.of(99), 0, new TreeMap<>()));

        assertThatThrownBy(() -> test.clusters.create(other)).hasMessageContaining("PostgreSQL 99");
        assertThat(Files.exists(other.pgdata())).isFalse();
    }

    @Test
    void oneThatItsOdooDoesNotStartOnIsRefused() throws Exception {
        Cluster other =
                test.cluster("other", Purpose.PRODUCTION).told(new Tuning(OptionalInt.empty(), 99, new TreeMap<>()));

        assertThatThrownBy(() -> test.clusters.create(other))
                .hasMessageContaining("postgres.too-old-for-odoo")
                .hasMessageContaining("99");
        assertThat(Files.exists(other.pgdata())).isFalse();
    }
}
