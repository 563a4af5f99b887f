package dev.understudy.targets.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.postgres.Cluster.Purpose;
import dev.understudy.targets.volume.Volume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class CopyLiveTest {

    private static final int COPIES = 6;

    private static TestClusters test;
    private static Cluster production;
    private static Volume live;

    @BeforeAll
    static void production() throws Exception {
        test = new TestClusters();
        production = test.running("production", Purpose.PRODUCTION);
        live = test.volumes.volume("production", Volume.LIVE);
        Files.createDirectories(live.data());
        test.clusters.database(production, "odoo").owner().script("""
                CREATE TABLE ir_attachment (id serial PRIMARY KEY, store_fname text, bytes int);
                CREATE TABLE busy (id int PRIMARY KEY, n int, filler text);
                INSERT INTO busy SELECT i, 0, repeat('x', 300) FROM generate_series(1, 20000) i;
                CREATE INDEX ON busy (n);
                """);
    }

    @AfterAll
    static void remove() {
        test.close();
    }

    @Test
    void aRowInTheCopyNeverLacksItsFile() throws Exception {
        Path store = live.data().resolve("filestore/odoo");
        long rows = 0;
        try (OdooLikeWriter writer =
                new OdooLikeWriter(test.clusters.database(production, "odoo").owner(), store)) {
            for (int i = 0; i < COPIES; i++) {
                writer.awaitMore();
                Cluster copy = test.cluster("copy" + i, Purpose.COPY);
                Path data = test.volumes.volume("copy" + i, Volume.LIVE).data();

                test.clusters.copyLive(production, "odoo", live.data(), test.volumes, copy.pgdata(), data);
                test.clusters.start(copy);

                Database database = test.superuser(copy, "odoo");
                List<List<String>> attachments = database.rows("SELECT store_fname, bytes FROM ir_attachment");
                for (List<String> attachment : attachments) {
                    assertThat(data.resolve("filestore/odoo").resolve(attachment.getFirst()))
                            .hasSize(Long.parseLong(attachment.getLast()));
                }
                rows += attachments.size();
                isSound(copy, database);
            }
            assertThat(writer.collected()).isPositive();
        }
        assertThat(rows).isPositive();
        // The source went on being written to, and nothing of the copying is left in it.
        assertThat(test.clusters
                        .database(production, "odoo")
                        .reader()
                        .rows("SELECT count(*) FROM pg_replication_slots"))
                .containsExactly(List.of("0"));
    }

    /** Every index fits its table, every row can be read, and every page has its checksum. */
    private static void isSound(Cluster copy, Database database) {
        database.script("CREATE EXTENSION IF NOT EXISTS amcheck");
        database.rows("SELECT bt_index_check(indexrelid, true) FROM pg_index i JOIN pg_class c ON c.oid = indexrelid"
                + " WHERE c.relam = 403 AND i.indrelid IN ('busy'::regclass, 'ir_attachment'::regclass)");
        assertThat(database.rows("SELECT count(*) FROM verify_heapam('busy')")).containsExactly(List.of("0"));
        assertThat(database.rows("SELECT count(*) FROM busy")).containsExactly(List.of("20000"));
        test.clusters.stop(copy);
        CommandResult checked = test.host.run(Command.of(
                new PostgresBinaries(test.host).of(copy.pgdata()).resolve("pg_checksums"),
                "--check",
                "--pgdata=" + copy.pgdata()));
        assertThat(checked.exitCode()).as(checked.out() + checked.err()).isZero();
        test.volumes.delete(test.volumes.volume(copy.name(), Volume.LIVE));
    }

    @Test
    void aFailedCopyLeavesNothing() throws Exception {
        Cluster copy = test.cluster("failed", Purpose.COPY);
        Path data = test.volumes.volume("failed", Volume.LIVE).data();

        assertThatThrownBy(() -> test.clusters.copyLive(
                        production, "no-such-database", live.data(), test.volumes, copy.pgdata(), data))
                .hasMessageContaining("3D000");

        assertThat(copy.pgdata().resolveSibling(".")).isEmptyDirectory();
    }

    @Test
    void whatAKillLeftIsSweptAwayByTheNextCopy() throws Exception {
        Cluster copy = test.cluster("resumed", Purpose.COPY);
        Path data = test.volumes.volume("resumed", Volume.LIVE).data();
        Files.createDirectories(data.resolve("stale"));
        Files.createDirectories(copy.pgdata().resolveSibling(".copying-pgdata/base"));

        test.clusters.copyLive(production, "odoo", live.data(), test.volumes, copy.pgdata(), data);

        assertThat(data.resolve("stale")).doesNotExist();
        test.clusters.start(copy);
        test.clusters.stop(copy);
        assertThatThrownBy(() ->
                        test.clusters.copyLive(production, "odoo", live.data(), test.volumes, copy.pgdata(), data))
                .hasMessageContaining("volume.in-the-way");
        test.volumes.delete(test.volumes.volume("resumed", Volume.LIVE));
    }

    @Test
    void refusesTablespaces() throws Exception {
        Cluster tabled = test.running("tabled", Purpose.COPY);
        Path elsewhere = tabled.socketDirectory().resolve("space");
        Database database = test.superuser(tabled, "odoo");
        test.host.require(Command.of("install", "-d", "-o", owner(tabled), "-m", "0700", elsewhere));
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLESPACE elsewhere LOCATION '" + elsewhere + "'");
        }
        Cluster copy = test.cluster("untabled", Purpose.COPY);

        assertThatThrownBy(() -> test.clusters.copyLive(
                        tabled,
                        "odoo",
                        live.data(),
                        test.volumes,
                        copy.pgdata(),
                        copy.pgdata().resolveSibling("data")))
                .hasMessageContaining("postgres.tablespaces")
                .hasMessageContaining("elsewhere");
    }

    private static String owner(Cluster cluster) throws Exception {
        return Files.getOwner(cluster.pgdata()).getName();
    }
}
