package dev.understudy.targets.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.model.fault.FaultException;
import dev.understudy.targets.backup.RowExport;
import dev.understudy.targets.postgres.Cluster.Purpose;
import dev.understudy.targets.postgres.DatedRows.Counted;
import dev.understudy.targets.postgres.DatedRows.Group;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DatedRowsTest {

    private static final Instant SINCE = Instant.parse("2026-11-01T08:00:00.500Z");

    private static TestClusters test;
    private static Reader reader;
    private static Owner owner;

    @TempDir
    private Path folder;

    @BeforeAll
    static void cluster() throws Exception {
        test = new TestClusters();
        Doors doors = test.clusters.database(test.running("dated", Purpose.COPY), "odoo");
        reader = doors.reader();
        owner = doors.owner();
        owner.script("""
                SET TimeZone = 'America/Bogota';
                CREATE TABLE partner (id int PRIMARY KEY, name varchar, create_uid int, create_date timestamp,
                                      write_uid int, write_date timestamp);
                INSERT INTO partner VALUES
                    (1, 'before', 2, '2026-11-01 07:59:59', 2, '2026-11-01 07:59:59.9'),
                    (2, 'the same second', 2, '2026-11-01 08:00:00', 2, '2026-11-01 08:00:00'),
                    (3, 'changed, "twice"', 2, '2026-10-01 08:00:00', 1, '2026-11-01 09:00:00'),
                    (4, 'by nobody', NULL, '2026-11-01 09:00:00', NULL, '2026-11-01 09:00:00'),
                    (5, NULL, NULL, NULL, NULL, NULL);
                CREATE TABLE log (id int, create_date timestamptz);
                INSERT INTO log VALUES (1, '2026-11-01 03:00:01'), (2, '2026-11-01 02:59:59');
                CREATE TABLE partner_tag_rel (partner_id int, tag_id int);
                CREATE TABLE "Odd; name" (id int, write_date date);
                CREATE SCHEMA shop;
                CREATE TABLE shop.partner (id int, write_date timestamp, write_uid int);
                """);
    }

    @AfterAll
    static void remove() {
        test.close();
    }

    @Test
    void rowsAreCountedByTheirDatesAndByWhoWroteThem() {
        DatedRows.Counts counts = new DatedRows(reader, SINCE).count(table -> true, Duration.ofMinutes(1));

        Map<String, List<Group>> groups = new TreeMap<>();
        counts.dated().forEach(one -> groups.put(one.table().name(), one.groups()));
        assertThat(groups).containsOnlyKeys("partner", "log", "shop.partner");
        assertThat(groups.get("partner"))
                .containsExactlyInAnyOrder(
                        new Group(true, 2L, 2L, 1), new Group(false, 2L, 1L, 1), new Group(true, null, null, 1));
        assertThat(groups.get("log")).containsExactly(new Group(true, null, null, 1));
        assertThat(groups.get("shop.partner")).isEmpty();
        assertThat(counts.undated()).containsExactlyInAnyOrder("partner_tag_rel", "Odd; name");
    }

    @Test
    void whatTakesTooLongIsSaidToBeUncounted() throws Exception {
        try (Connection holder = owner.connect();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE partner");

            assertThat(new DatedRows(reader, SINCE)
                            .count(table -> true, Duration.ofSeconds(2))
                            .dated())
                    .filteredOn(one -> !one.counted())
                    .extracting(one -> one.table().name())
                    .contains("partner");
            holder.rollback();
        }
        assertThat(new DatedRows(reader, SINCE)
                        .count(table -> true, Duration.ZERO)
                        .dated())
                .noneMatch(Counted::counted);
    }

    @Test
    void theRowsAreExportedForTheirOwnerAlone() throws Exception {
        DatedRows rows = new DatedRows(reader, SINCE);
        Path zip = folder.resolve("exports").resolve("production").resolve("run-1.zip");

        for (int times = 0; times < 2; times++) {
            RowExport.write(zip, rows, partner(rows), Map.of("README.txt", "Léame"));
        }

        assertThat(Files.getPosixFilePermissions(zip)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(zip.resolveSibling("")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(member(zip, "README.txt")).isEqualTo("Léame");
        assertThat(member(zip, "partner.csv").lines())
                .containsExactly(
                        "id,name,create_uid,create_date,write_uid,write_date",
                        "2,the same second,2,2026-11-01 08:00:00,2,2026-11-01 08:00:00",
                        "3,\"changed, \"\"twice\"\"\",2,2026-10-01 08:00:00,1,2026-11-01 09:00:00",
                        "4,by nobody,,2026-11-01 09:00:00,,2026-11-01 09:00:00");
        RowExport.delete(zip);
        RowExport.delete(zip);
        assertThat(zip.resolveSibling("")).isEmptyDirectory();
    }

    @Test
    void anExportThatFailsLeavesNothing() throws Exception {
        DatedRows rows = new DatedRows(reader, SINCE);
        Path zip = folder.resolve("run-1.zip");
        List<DatedRows.Table> gone = List.of(new DatedRows.Table(
                "gone", "public.gone", partner(rows).getFirst().columns()));

        assertThatThrownBy(() -> RowExport.write(zip, rows, gone, Map.of()))
                .isInstanceOfSatisfying(
                        FaultException.class,
                        failure -> assertThat(failure.fault().code()).isEqualTo("postgres.query-failed"));
        assertThat(folder).isEmptyDirectory();

        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> RowExport.write(file.resolve("run-1.zip"), rows, partner(rows), Map.of()))
                .isInstanceOfSatisfying(
                        FaultException.class,
                        failure -> assertThat(failure.fault().code()).isEqualTo("export.failed"));
    }

    private static List<DatedRows.Table> partner(DatedRows rows) {
        return rows.tables().stream()
                .filter(table -> table.name().equals("partner"))
                .toList();
    }

    private static String member(Path zip, String name) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            return new String(file.getInputStream(file.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
