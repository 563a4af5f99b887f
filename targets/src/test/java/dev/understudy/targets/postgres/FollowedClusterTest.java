package dev.understudy.targets.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.model.fault.FaultException;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Door;
import dev.understudy.targets.host.LoopbackPorts;
import dev.understudy.targets.postgres.Cluster.Purpose;
import dev.understudy.targets.postgres.FollowedCluster.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Somebody else's server, as a sysadmin sets it up: its own system user comes in over its socket. */
@Timeout(300)
class FollowedClusterTest {

    private static final String STRANGER = "nobody";

    private final TestClusters test = new TestClusters();
    private final Path bin = new PostgresBinaries(test.host).newest();
    private final Path pgdata = test.home.resolve("theirs");
    private final Path socket = test.home.resolve("socket");
    private final int port = LoopbackPorts.free();
    private final FollowedCluster followed =
            new FollowedCluster(test.host, test.clusters, new PostgresBinaries(test.host));

    FollowedClusterTest() throws IOException {}

    @BeforeEach
    void theirServer() throws IOException {
        assumeTrue(test.host.root());
        test.host.require(Command.of("install", "-d", "-o", STRANGER, "-m", "0700", pgdata, socket));
        asStranger(bin.resolve("initdb"), "-D", pgdata, "-U", STRANGER, "-A", "peer", "--locale=C.UTF-8");
        Files.writeString(pgdata.resolve("postgresql.conf"), """
                listen_addresses = '127.0.0.1'
                unix_socket_directories = '%s'
                port = %d
                """.formatted(socket, port));
        asStranger(bin.resolve("pg_ctl"), "-w", "-s", "-D", pgdata, "-l", socket.resolve("log"), "start");
        sql("postgres", "CREATE ROLE pumps LOGIN CREATEDB");
        sql("postgres", "CREATE DATABASE \"Pumps\" OWNER pumps");
        sql("Pumps", "SET ROLE pumps; CREATE TABLE invoice AS SELECT generate_series(1, 1000) AS id");
    }

    @AfterEach
    void remove() {
        if (test.host.exists(pgdata)) {
            asStranger(bin.resolve("pg_ctl"), "-w", "-s", "-m", "immediate", "-D", pgdata, "stop");
        }
        test.close();
    }

    @Test
    void whatWasWrittenUntilTheEndIsInTheClusterThatTakesItsPlace() throws IOException {
        Source source = followed.source(port).orElseThrow();
        assertThat(source).isEqualTo(new Source(pgdata.toRealPath(), socket, port, STRANGER));
        assertThat(followed.obstacle(source, "Pumps", "pumps")).isEmpty();
        Cluster standby = test.cluster("standby", Purpose.PRODUCTION);

        followed.ensure(source, standby);
        sql("Pumps", "INSERT INTO invoice SELECT generate_series(1001, 3000)");
        followed.ensure(source, standby);
        followed.catchUp(source, standby);

        assertThat(test.clusters.running(standby)).isFalse();
        Cluster ours = test.cluster("production", Purpose.PRODUCTION);
        test.volumes.take(standby.pgdata(), ours.pgdata());
        test.clusters.takeIn(ours, new ForeignNames("Pumps", "pumps", "pumps"));
        test.clusters.takeIn(ours, new ForeignNames("Pumps", "pumps", "pumps"));
        test.clusters.start(ours);
        Doors doors = test.clusters.database(ours, "pumps");
        assertThat(doors.reader().rows("SELECT count(*), max(id) FROM public.invoice"))
                .containsExactly(List.of("3000", "3000"));
        doors.owner().script("INSERT INTO invoice VALUES (3001)");
        assertThat(doors.reader().rows("SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = ?", "odoo"))
                .containsExactly(List.of("f", "f"));
        // Their server goes on, and knows nothing of it.
        assertThat(sql("Pumps", "SELECT count(*) FROM invoice")).isEqualTo("3000");
        assertThat(sql("postgres", "SELECT count(*) FROM pg_replication_slots")).isEqualTo("0");
    }

    @Test
    void aServerWithMoreThanThatOneDatabaseIsNotReplicated() {
        sql("postgres", "CREATE DATABASE shop");

        assertThat(followed.obstacle(followed.source(port).orElseThrow(), "Pumps", "pumps"))
                .hasValue("the server has other databases: shop");
    }

    @Test
    void oneWhoMayNotReplicateIsToldSoAndNothingIsLeft() throws IOException {
        Files.writeString(pgdata.resolve("pg_hba.conf"), "local all all peer\nlocal replication all reject\n");
        asStranger(bin.resolve("pg_ctl"), "reload", "-s", "-D", pgdata);
        Cluster standby = test.cluster("standby", Purpose.PRODUCTION);
        Source source = followed.source(port).orElseThrow();

        assertThatThrownBy(() -> followed.ensure(source, standby))
                .isInstanceOfSatisfying(
                        FaultException.class,
                        refused -> assertThat(refused.fault().code()).isEqualTo("follow.not-replicated"))
                .hasMessageContaining("pg_hba.conf");
        assertThat(test.clusters.running(standby)).isFalse();
    }

    /** What replays on the standby is halted, as where a disk is too slow for what production writes. */
    @Test
    void aCopyThatDoesNotComeUpIsNotTakenAndGoesOnFollowing() throws IOException {
        FollowedCluster impatient =
                new FollowedCluster(test.host, test.clusters, new PostgresBinaries(test.host), Duration.ofSeconds(2));
        Source source = followed.source(port).orElseThrow();
        Cluster standby = test.cluster("standby", Purpose.PRODUCTION);
        followed.ensure(source, standby);
        ProcessHandle replaying = replaying(standby);

        signal("STOP", replaying);
        try {
            sql("Pumps", "INSERT INTO invoice SELECT generate_series(1001, 200000)");
            assertThatThrownBy(() -> impatient.catchUp(source, standby))
                    .isInstanceOfSatisfying(
                            FaultException.class,
                            behind -> assertThat(behind.fault().code()).isEqualTo("follow.copy-behind"));
            assertThat(followed.lag(source))
                    .hasValueSatisfying(lag -> assertThat(lag.bytes()).isGreaterThan(1_000_000));
        } finally {
            signal("CONT", replaying);
        }

        assertThat(test.clusters.running(standby)).as("it goes on").isTrue();
        assertThat(sql("Pumps", "SELECT count(*) FROM invoice")).isEqualTo("200000");
        followed.catchUp(source, standby);
        assertThat(test.clusters.running(standby)).isFalse();
    }

    private static ProcessHandle replaying(Cluster standby) throws IOException {
        long postmaster = Long.parseLong(
                Files.readAllLines(standby.pgdata().resolve("postmaster.pid")).getFirst());
        return ProcessHandle.of(postmaster)
                .orElseThrow()
                .children()
                .filter(one -> title(one).contains("startup"))
                .findFirst()
                .orElseThrow();
    }

    private static String title(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }

    private void signal(String name, ProcessHandle process) {
        test.host.require(Command.of("kill", "-" + name, process.pid()));
    }

    private String sql(String database, String statement) {
        return asStranger(
                bin.resolve("psql"),
                "-XAtq",
                "-v",
                "ON_ERROR_STOP=1",
                "-h",
                socket,
                "-p",
                port,
                "-d",
                database,
                "-c",
                statement);
    }

    private String asStranger(Object... argv) {
        List<String> words = new ArrayList<>(Door.visiting(STRANGER));
        for (Object word : argv) {
            words.add(word.toString());
        }
        return test.host.require(Command.of(words).in(Path.of("/"))).out().strip();
    }
}
