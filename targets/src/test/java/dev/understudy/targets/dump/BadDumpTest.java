package dev.understudy.targets.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.Cluster.Purpose;
import dev.understudy.targets.postgres.TestClusters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What cannot be loaded is refused for what it is, and nothing of it stays. */
@Timeout(180)
class BadDumpTest {

    private static final LocalHost HOST = new LocalHost("local", CommandLog.NONE);

    private static TestClusters test;
    private static Cluster target;
    private static Path folder;

    @BeforeAll
    static void start() throws Exception {
        test = new TestClusters();
        target = test.running("target", Purpose.COPY);
        test.clusters.database(target, "odoo").owner().script("""
                CREATE TABLE res_partner AS SELECT i AS id, md5(i::text) AS name FROM generate_series(1, 20000) i;
                """);
        folder = Files.createDirectory(test.home.resolve("dumps"));
    }

    @AfterAll
    static void remove() {
        test.close();
    }

    @Test
    void aDumpThatIsCutOffIsCalledSo() throws Exception {
        for (String format : List.of("custom", "plain", "tar")) {
            Path whole = dump(format);
            byte[] bytes = Files.readAllBytes(whole);
            Path cut = Files.write(folder.resolve("cut-" + format), Arrays.copyOf(bytes, bytes.length * 2 / 3));

            assertThat(catchThrowable(() -> load(cut))).as(format).hasMessageContaining("dump.cut-off");

            assertNothingStays();
        }
    }

    @Test
    void anArchiveOfANewerPostgresqlNamesIt() throws Exception {
        byte[] bytes = Files.readAllBytes(dump("custom"));
        // The format's version, and what the head says of the server.
        bytes[6] = 99;
        String head = new String(bytes, StandardCharsets.ISO_8859_1);
        String ours = head.replaceFirst("\\d\\d\\.\\d+ \\(", "29.1 (");
        Path newer = Files.write(folder.resolve("newer"), ours.getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> load(newer))
                .hasMessageContaining("dump.newer-postgres")
                .hasMessageContaining("29");
    }

    @Test
    void whatPsqlWouldRunIsRefused() throws Exception {
        Path hostile = Files.writeString(folder.resolve("hostile"), "SELECT 1;\n\\! touch /tmp/x\n");

        assertThatThrownBy(() -> load(hostile)).hasMessageContaining("dump.hostile");

        assertNothingStays();
    }

    @Test
    void whatIsNoDumpOrOfAllDatabasesIsCalledSo() throws Exception {
        Path picture = Files.write(folder.resolve("picture"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2, 3});
        Path all =
                Files.writeString(folder.resolve("all"), "--\n-- PostgreSQL database cluster dump\n--\nSET x = 1;\n");
        Path wide = Files.write(folder.resolve("wide"), "\uFEFFSELECT 1;".getBytes(StandardCharsets.UTF_16LE));

        assertThatThrownBy(() -> load(picture)).hasMessageContaining("dump.unknown");
        assertThatThrownBy(() -> load(all)).hasMessageContaining("dump.all-databases");
        assertThatThrownBy(() -> load(wide)).hasMessageContaining("dump.utf16");
        assertThatThrownBy(() -> load(folder.resolve("absent"))).hasMessageContaining("dump.not-there");
    }

    @Test
    void parametersAndCollationsThatAreNotHereStopNothing() throws Exception {
        Path foreign = Files.writeString(folder.resolve("foreign"), """
                SET transaction_timeout = 0;
                SET default_tablespace = fast;
                CREATE TABLE public.note (text character varying COLLATE pg_catalog."xx_XX.utf8");
                ALTER TABLE public.note OWNER TO somebody;
                COPY public.note (text) FROM stdin;
                kept
                \\.
                --
                -- PostgreSQL database dump complete
                --
                """);

        List<LoadNote> notes = load(foreign);

        assertThat(notes)
                .extracting(LoadNote::what)
                .contains("parameter transaction_timeout", "tablespace fast", "collation xx_XX.utf8");
        assertThat(test.clusters.database(target, "new").owner().rows("SELECT text FROM note"))
                .containsExactly(List.of("kept"));
        test.clusters.dumpHost(target, "new").empty();
    }

    private static List<LoadNote> load(Path from) throws IOException {
        Path staging = test.home.resolve("staging");
        Parcel parcel = new Parcels(HOST, test.clusters.clientUser()).open(from, null, staging);
        return new DumpLoader(HOST).load(parcel.dump(), test.clusters.dumpHost(target, "new"), staging, line -> {});
    }

    private static void assertNothingStays() {
        assertThat(test.clusters
                        .database(target, "new")
                        .reader()
                        .rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
                .isEmpty();
    }

    private static Path dump(String format) {
        Path file = folder.resolve(format);
        Command dump = test.clusters.client(target, "pg_dump", List.of("--format=" + format, "odoo"));
        try (var out = Files.newOutputStream(file)) {
            assertThat(HOST.stream(dump, null, out).succeeded()).isTrue();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return file;
    }
}
