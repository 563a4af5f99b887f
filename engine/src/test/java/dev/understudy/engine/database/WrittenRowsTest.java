package dev.understudy.engine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.Direct;
import dev.understudy.engine.TestPostgres;
import dev.understudy.model.evidence.Written;
import dev.understudy.model.evidence.Written.Author;
import dev.understudy.model.evidence.Written.Rows;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrittenRowsTest {

    private static final Instant SINCE = Instant.parse("2026-11-01T08:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Direct database = new Direct(TestPostgres.shared().newDatabase());

    @TempDir
    private Path folder;

    @BeforeEach
    void odoo() {
        database.script("""
                CREATE TABLE res_users (id int, login text, create_uid int, create_date timestamp, write_uid int,
                                        write_date timestamp);
                INSERT INTO res_users VALUES (1, '__system__'), (2, 'admin'), (3, 'ada'), (4, 'robot'), (5, 'keyed');
                CREATE TABLE ir_cron (LIKE res_users);
                ALTER TABLE ir_cron ADD user_id int;
                INSERT INTO ir_cron (id, user_id) VALUES (1, 1), (2, 2), (3, 4), (4, 5);
                CREATE TABLE res_users_log (LIKE res_users);
                INSERT INTO res_users_log (create_uid, create_date) VALUES (2, '2026-11-01 09:00');
                CREATE TABLE res_users_apikeys (user_id int);
                INSERT INTO res_users_apikeys VALUES (5);
                CREATE TABLE ir_model (model text, transient boolean);
                INSERT INTO ir_model VALUES ('sale.order', false), ('sale.advance.payment.inv', true);
                CREATE TABLE sale_order (LIKE res_users);
                CREATE TABLE sale_advance_payment_inv (LIKE res_users);
                CREATE TABLE sale_order_tag_rel (order_id int);
                """);
    }

    @Test
    void peopleAreToldApartFromCronsAndFromOdooItself() {
        order("sale_order", 3, 3, true);
        order("sale_order", 1, 3, true);
        order("sale_order", 3, 1, true);
        order("sale_order", 3, 1, false);
        order("sale_order", 1, 2, false);
        order("sale_order", 1, 4, false);
        order("sale_order", 1, 5, false);
        order("sale_order", 99, 99, true);

        Written written = written();

        assertThat(written.tables())
                .containsExactly(new Rows(
                        "sale_order",
                        4,
                        4,
                        List.of(
                                new Author("ada", Author.PERSON, 3, 0),
                                new Author("#99", Author.PERSON, 1, 0),
                                new Author("__system__", Author.SYSTEM, 0, 1),
                                new Author("admin", Author.PERSON, 0, 1),
                                new Author("keyed", Author.PERSON, 0, 1),
                                new Author("robot", Author.CRON, 0, 1))));
        assertThat(written.people()).isEqualTo(6);
        assertThat(written.rows()).isEqualTo(8);
        assertThat(written.undated()).contains("sale_order_tag_rel");
    }

    @Test
    void whatOdooWritesWhileSomebodyLooksIsTechnical() {
        order("sale_advance_payment_inv", 3, 3, true);

        Written written = written();

        assertThat(written.tables()).isEmpty();
        assertThat(written.technical())
                .extracting(Rows::table)
                .containsExactlyInAnyOrder("sale_advance_payment_inv", "res_users_log");
        assertThat(written.people()).isZero();
    }

    @Test
    void tablesThatAreNotCountedAreNamed() {
        Written written = new SqlOdooDatabase(database.doors()).written(SINCE, Duration.ZERO);

        assertThat(written.uncounted()).containsExactly("res_users", "sale_order");
    }

    @Test
    void whatIsExportedIsWhatWasCounted() throws Exception {
        order("sale_order", 3, 3, true);
        order("sale_advance_payment_inv", 3, 3, true);
        Path zip = folder.resolve("run-1.zip");

        new SqlOdooDatabase(database.doors()).export(SINCE, written(), Map.of("README.txt", "read me"), zip);

        try (ZipFile file = new ZipFile(zip.toFile())) {
            assertThat(file.stream().map(Object::toString)).containsExactly("README.txt", "sale_order.csv");
        }
    }

    @Test
    void aDatabaseWithoutOdooHasNothingToTell() {
        Direct empty = new Direct(TestPostgres.shared().newDatabase());

        assertThat(new SqlOdooDatabase(empty.doors()).written(SINCE, MINUTE)).isEqualTo(Written.NOTHING);
    }

    @Test
    void aMomentThatHasNotComeYetIsNoMomentToCountFrom() {
        Instant ahead = Instant.now().plus(Duration.ofHours(1));

        assertThatThrownBy(() -> new SqlOdooDatabase(database.doors()).written(ahead, MINUTE))
                .hasMessageContaining("rollback.clock-set-back");
    }

    @Test
    void whatWasWrittenSinceItWasCountedIsCountedAgainWhereItWasWritten() {
        OdooDatabase odoo = new SqlOdooDatabase(database.doors());
        order("sale_order", 3, 3, true);
        TableWrites counted = until(odoo, Map.of("sale_order", 1L, "res_users", 5L));
        order("sale_order", 3, 3, true);
        TableWrites now = until(odoo, Map.of("sale_order", 2L));

        assertThat(now.since(TableWrites.read(counted.text()))).containsExactly("sale_order");
        assertThat(now.since(now)).isEmpty();
        assertThat(odoo.written(SINCE, now.since(counted), MINUTE).people()).isEqualTo(2);
        assertThat(odoo.written(SINCE, Set.of("res_users"), MINUTE)).isEqualTo(Written.NOTHING);
    }

    /** PostgreSQL tells what a connection wrote a moment after it has ended. */
    private static TableWrites until(OdooDatabase odoo, Map<String, Long> rows) {
        Instant deadline = Instant.now().plus(MINUTE);
        TableWrites writes = odoo.writes();
        while (!writes.byTable().entrySet().containsAll(rows.entrySet())) {
            assertThat(Instant.now()).as("%s", writes).isBefore(deadline);
            LockSupport.parkNanos(20_000_000);
            writes = odoo.writes();
        }
        return writes;
    }

    private Written written() {
        return new SqlOdooDatabase(database.doors()).written(SINCE, MINUTE);
    }

    private void order(String table, int creator, int writer, boolean createdSince) {
        database.script("INSERT INTO " + table + " (create_uid, create_date, write_uid, write_date) VALUES (" + creator
                + ", '" + (createdSince ? "2026-11-01 09:00" : "2026-10-01 09:00") + "', " + writer
                + ", '2026-11-01 10:00')");
    }
}
