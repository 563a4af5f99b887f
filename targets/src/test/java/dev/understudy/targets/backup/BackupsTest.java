package dev.understudy.targets.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.targets.dump.LoadNote;
import dev.understudy.targets.dump.Restores;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.Cluster.Purpose;
import dev.understudy.targets.postgres.TestClusters;
import dev.understudy.targets.volume.Volume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class BackupsTest {

    private static final String EMPTY_DUMP = "SELECT 1;\n--\n-- PostgreSQL database dump complete\n--\n";

    private static TestClusters test;
    private static Backups backups;
    private static Restores restores;
    private static Cluster production;
    private static Path filestore;

    @TempDir
    Path folder;

    @BeforeAll
    static void production() throws Exception {
        test = new TestClusters();
        backups = new Backups(new LocalHost("local", CommandLog.NONE), test.clusters);
        restores = new Restores(new LocalHost("local", CommandLog.NONE), test.clusters, backups);
        production = test.running("production", Purpose.PRODUCTION);
        filestore = test.volumes.volume("production", Volume.LIVE).data().resolve("filestore/odoo");
        Files.createDirectories(filestore.resolve("aa"));
        Files.createDirectories(filestore.resolve("checklist/aa"));
        Files.writeString(filestore.resolve("aa/aaaa"), "one");
        Files.writeString(filestore.resolve("checklist/aa/aaaa"), "");
        Files.createDirectories(filestore.resolve("bb"));
        Files.write(filestore.resolve("bb/bbbb"), new byte[100_000]);
        test.clusters.database(production, "odoo").owner().script("""
                CREATE EXTENSION pg_trgm;
                CREATE TABLE ir_attachment (id serial PRIMARY KEY, name varchar, store_fname varchar, db_datas bytea);
                INSERT INTO ir_attachment (name, store_fname) VALUES
                    ('one', 'aa/aaaa'), ('tab\there', 'bb/bbbb'), ('in the database', NULL), ('lost', 'cc/cccc');
                CREATE TABLE note (id serial PRIMARY KEY, text varchar);
                INSERT INTO note (text) VALUES (E'\\restrict abc'), (E'\\restrict abc'), (E'line\\nbreak'), ('añ€');
                INSERT INTO note (text) SELECT 'n' || i FROM generate_series(1, 20000) i;
                CREATE FUNCTION quoted() RETURNS text LANGUAGE sql AS $$ SELECT 'a;b' $$;
                """);
    }

    @AfterAll
    static void remove() {
        test.close();
    }

    @Test
    void whatIsWrittenCanBeVerifiedAndRestored() throws Exception {
        Path code = Files.createDirectories(folder.resolve("code/addon"));
        Files.writeString(code.resolve("__manifest__.py"), "{}");
        Path zip = folder.resolve("backups/production.zip");

        Verified written = backups.write(
                new BackupContent(
                        production,
                        "odoo",
                        filestore,
                        "{\"odoo_dump\": \"1\"}",
                        Map.of("odoo.conf", "[options]\n"),
                        Map.of("code/sales", folder.resolve("code"), "edi", code.resolve("__manifest__.py"))),
                zip);

        assertThat(written.checksummed()).isTrue();
        assertThat(written.missingFiles()).containsExactly("cc/cccc");
        assertThat(backups.verify(zip)).isEqualTo(written);
        assertThat(names(zip))
                .containsExactly(
                        "dump.sql",
                        "manifest.json",
                        "filestore/aa/aaaa",
                        "filestore/bb/bbbb",
                        "understudy/odoo.conf",
                        "understudy/code/sales.tar",
                        "understudy/edi",
                        "understudy/checksums.json");
        assertThat(backups.text(zip, "manifest.json")).isEqualTo("{\"odoo_dump\": \"1\"}");
        try (var left = Files.list(folder.resolve("backups"))) {
            assertThat(left).containsExactly(zip);
        }

        Cluster beside = test.running("beside", Purpose.COPY);
        Path files = test.volumes.volume("beside", Volume.LIVE).data().resolve("filestore/new");
        Restores.Restored restored = restores.restore(order(zip, beside, "new", files), line -> {});
        assertThat(restored.verified()).contains(written);
        assertThat(restored.attachments().missing()).isEqualTo(Map.of("-", 1L));

        for (String table : List.of("ir_attachment", "note")) {
            String all = "SELECT * FROM " + table + " ORDER BY id";
            assertThat(test.clusters.database(beside, "new").owner().rows(all))
                    .isEqualTo(
                            test.clusters.database(production, "odoo").owner().rows(all));
        }
        assertThat(test.clusters
                        .database(beside, "new")
                        .owner()
                        .rows("SELECT quoted(), tableowner FROM pg_tables" + " WHERE tablename = 'note'"))
                .containsExactly(List.of("a;b", "odoo"));
        assertThat(files.resolve("aa/aaaa")).hasContent("one");
        assertThat(files.resolve("bb/bbbb")).hasSize(100_000);
        backups.extractOurs(zip, folder.resolve("ours"));
        assertThat(folder.resolve("ours/odoo.conf")).hasContent("[options]\n");
        assertThatThrownBy(() -> restores.restore(order(zip, beside, "new", files), line -> {}))
                .hasMessageContaining("volume.in-the-way");
    }

    @Test
    void damageIsFoundWhereverItIs() throws Exception {
        Path zip = folder.resolve("whole.zip");
        backups.write(new BackupContent(production, "odoo", filestore, "{}", Map.of(), Map.of()), zip);
        byte[] whole = Files.readAllBytes(zip);

        for (int kept : List.of(0, 10, whole.length / 2, whole.length - 5)) {
            Path cut = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(whole, kept));
            assertThatThrownBy(() -> backups.verify(cut)).hasMessageContaining("backup.damaged");
        }
        byte[] flipped = whole.clone();
        flipped[whole.length / 3] ^= 0x55;
        Path bad = Files.write(folder.resolve("flipped.zip"), flipped);
        assertThatThrownBy(() -> backups.verify(bad)).hasMessageContaining("backup.damaged");
        assertThatThrownBy(() -> backups.verify(folder.resolve("absent.zip"))).hasMessageContaining("backup.damaged");
    }

    @Test
    void aFailedBackupLeavesNothing() throws Exception {
        Path zip = folder.resolve("never.zip");

        assertThatThrownBy(() -> backups.write(
                        new BackupContent(production, "no-such", filestore, "{}", Map.of(), Map.of()), zip))
                .hasMessageContaining("3D000");

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void acceptsABackupOfOdoosOwn() throws Exception {
        Path zip = zip(Map.of("dump.sql", EMPTY_DUMP, "manifest.json", "{}", "filestore/aa/x", "1"));

        assertThat(backups.verify(zip))
                .isEqualTo(new Verified(3, EMPTY_DUMP.length() + 3, false, List.of(), new TreeMap<>()));
    }

    @Test
    void refusesWhatLeadsOutside() throws Exception {
        for (String name : List.of(
                "../evil",
                "filestore/../../evil",
                "/etc/evil",
                "filestore//x",
                "filestore/a\\..\\b",
                "a\u0000b",
                "C:x")) {
            Path zip = zip(Map.of("dump.sql", EMPTY_DUMP, "manifest.json", "{}", name, "x"));

            assertThatThrownBy(() -> backups.verify(zip)).as(name).hasMessageContaining("backup.hostile");
        }
    }

    @Test
    void refusesBombsAndWhatIsNoBackup() throws Exception {
        assertThatThrownBy(() -> backups.verify(zip(Map.of("dump.sql", EMPTY_DUMP))))
                .hasMessageContaining("backup.not-odoo")
                .hasMessageContaining("manifest.json");
        assertThatThrownBy(() -> backups.verify(zip(Map.of("dump.sql", "SELECT 1;\n", "manifest.json", "{}"))))
                .hasMessageContaining("backup.damaged");
        Path bomb = folder.resolve("bomb.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(bomb))) {
            put(out, "dump.sql", EMPTY_DUMP);
            put(out, "manifest.json", "{}");
            out.putNextEntry(new ZipEntry("filestore/aa/zeros"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 300; i++) {
                out.write(zeros);
            }
        }
        assertThatThrownBy(() -> backups.verify(bomb)).hasMessageContaining("backup.hostile");
    }

    @Test
    void aDumpRunsNoProgramsAndIsLoadedWhollyOrNotAtAll() throws Exception {
        Cluster cluster = test.running("hostile", Purpose.COPY);
        Path witness = test.home.resolve("run/hostile/witness");
        Path files = test.volumes.volume("hostile", Volume.LIVE).data().resolve("filestore/odoo");
        for (String attack : List.of(
                "\\! touch " + witness,
                "SELECT 1 \\! touch " + witness,
                "\\unrestrict guessed\n\\! touch " + witness,
                "\\copy half FROM PROGRAM 'touch " + witness + "'",
                "\\o |cat > " + witness,
                "SELECT 1 \\g |cat > " + witness,
                "\\set x `touch " + witness + "`",
                "COPY half FROM PROGRAM 'touch " + witness + "';",
                "SET SESSION AUTHORIZATION understudy; COPY (SELECT 1) TO PROGRAM 'touch " + witness + "';",
                "DO $$ BEGIN RESET ROLE; COPY (SELECT 1) TO PROGRAM 'touch " + witness + "'; END $$;",
                "COPY (SELECT 1) TO PROGRAM 'touch " + witness + "';",
                "SELECT 1/0;")) {
            Path zip = zip(Map.of(
                    "dump.sql", "CREATE TABLE half (id int);\n" + attack + "\n" + EMPTY_DUMP, "manifest.json", "{}"));

            assertThatThrownBy(() -> restores.restore(order(zip, cluster, "odoo", files), line -> {}))
                    .as(attack)
                    .hasMessageMatching("(?s).*dump\\.(load-failed|hostile).*");

            assertThat(witness).doesNotExist();
            assertThat(files).doesNotExist();
            assertThat(test.clusters
                            .database(cluster, "odoo")
                            .reader()
                            .rows("SELECT 1 FROM pg_tables WHERE tablename = 'half'"))
                    .isEmpty();
        }
    }

    @Test
    void whatIsKeptElsewhereIsNotCalledLost() throws Exception {
        Path zip = zip(Map.of(
                "dump.sql",
                """
                COPY public.ir_attachment (id, name, store_fname, type) FROM stdin;
                1\tlocal.pdf\tab/abcdef0123456789abcdef0123456789abcdef01\tbinary
                2\tcloud.pdf\ts3://acme-attachments/cd1234\tbinary
                3\tother.pdf\tacme_minio://cd/12/cd1234\tbinary
                4\tlink\t\\N\turl
                \\.
                """ + EMPTY_DUMP,
                "manifest.json",
                "{}",
                "filestore/ab/abcdef0123456789abcdef0123456789abcdef01",
                "x"));

        Verified verified = backups.verify(zip);

        assertThat(verified.missingFiles()).isEmpty();
        assertThat(verified.elsewhereShown())
                .isEqualTo("2 attachments are kept elsewhere (acme_minio, s3) and are not in this backup");
    }

    /** What a tool for reports makes in production, as its manual says, in the superuser's name. */
    @Test
    void aBackupComesBackWithWhatOnlyASuperuserMakes() throws Exception {
        Cluster reported = test.running("reported", Purpose.COPY);
        test.superuser(reported, "odoo").script("""
                CREATE TABLE res_partner (id serial PRIMARY KEY, complete_name varchar);
                INSERT INTO res_partner (complete_name) VALUES ('Café Müller');
                CREATE EXTENSION pg_trgm;
                CREATE EXTENSION unaccent;
                ALTER FUNCTION unaccent(text) IMMUTABLE;
                CREATE INDEX res_partner__complete_name_index ON res_partner
                    USING gin (unaccent(complete_name) gin_trgm_ops);
                CREATE PUBLICATION dbz_publication FOR ALL TABLES;
                CREATE FUNCTION public.note_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN NULL; END$$;
                CREATE EVENT TRIGGER note_ddl ON ddl_command_end EXECUTE FUNCTION public.note_ddl();
                """);
        test.clusters.stop(reported);
        test.clusters.start(reported);
        Path zip = folder.resolve("reported.zip");
        backups.write(new BackupContent(reported, "odoo", folder.resolve("none"), "{}", Map.of(), Map.of()), zip);
        Cluster beside = test.running("reported-beside", Purpose.COPY);
        Path files = test.volumes.volume("reported-beside", Volume.LIVE).data().resolve("filestore/new");

        Restores.Restored restored = restores.restore(order(zip, beside, "new", files), line -> {});

        assertThat(restored.notes().stream().map(LoadNote::shown))
                .anyMatch(note -> note.startsWith("left out: publication dbz_publication"))
                .anyMatch(note -> note.startsWith("left out: event trigger note_ddl"));
        assertThat(test.clusters
                        .database(beside, "new")
                        .owner()
                        .rows("SELECT complete_name FROM res_partner WHERE unaccent(complete_name) LIKE '%Muller'"))
                .hasSize(1);
        assertThat(test.clusters
                        .database(beside, "new")
                        .reader()
                        .rows("SELECT 1 FROM pg_indexes WHERE indexname = 'res_partner__complete_name_index'"))
                .hasSize(1);
    }

    @Test
    void noExtensionThatReadsFilesOrCallsOthersIsMade() throws Exception {
        Cluster cluster = test.running("extended", Purpose.COPY);
        Path zip = zip(Map.of("dump.sql", "CREATE EXTENSION dblink;\n" + EMPTY_DUMP, "manifest.json", "{}"));
        Path files = test.volumes.volume("extended", Volume.LIVE).data().resolve("filestore/new");

        Restores.Restored restored = restores.restore(order(zip, cluster, "odoo", files), line -> {});

        assertThat(restored.notes()).extracting(LoadNote::what).containsExactly("extension dblink");
        assertThat(test.clusters
                        .database(cluster, "odoo")
                        .reader()
                        .rows("SELECT 1 FROM pg_extension WHERE extname = 'dblink'"))
                .isEmpty();
    }

    private Restores.Order order(Path zip, Cluster cluster, String database, Path files) {
        return new Restores.Order(
                zip, null, cluster, database, files, null, test.home.resolve("staging-" + cluster.name()));
    }

    private Path zip(Map<String, String> members) throws IOException {
        Path zip = folder.resolve("made.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (var member : new LinkedHashMap<>(members).entrySet()) {
                put(out, member.getKey(), member.getValue());
            }
        }
        return zip;
    }

    private static void put(ZipOutputStream out, String name, String text) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> names(Path zip) throws IOException {
        try (ZipFile opened = new ZipFile(zip.toFile())) {
            return opened.stream().map(ZipEntry::getName).toList();
        }
    }
}
