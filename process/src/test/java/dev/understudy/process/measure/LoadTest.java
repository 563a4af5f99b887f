package dev.understudy.process.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** When people work, from a PostgreSQL with tables as Odoo makes them. */
class LoadTest {

    /** A Sunday. */
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    private final Plain database = new Plain(TestPostgres.shared().newDatabase());

    @Test
    void whatPeopleCreatedCountsByHourAndNobodyElses() {
        database.script("""
                CREATE TABLE sale_order (id serial, create_uid int, create_date timestamp);
                INSERT INTO sale_order (create_uid, create_date)
                    SELECT 2, timestamp '2026-11-24 09:30:00' FROM generate_series(1, 50);
                INSERT INTO sale_order (create_uid, create_date) SELECT 1, timestamp '2026-11-24 03:00:00' FROM generate_series(1, 999);
                INSERT INTO sale_order (create_uid, create_date) SELECT 2, timestamp '2026-01-01 03:00:00' FROM generate_series(1, 999);
                CREATE TABLE ir_attachment (id serial, create_uid int, create_date timestamp);
                INSERT INTO ir_attachment (create_uid, create_date) SELECT 2, timestamp '2026-11-24 04:00:00' FROM generate_series(1, 99);
                CREATE TABLE undated (id serial);
                ANALYZE""");

        Load.Seen seen = Load.of(database, NOW, ZoneOffset.UTC);

        assertThat(seen.passedOver()).isZero();
        assertThat(seen.tables()).isEqualTo(1);
        // Tuesday, from nine to ten.
        assertThat(seen.map().hours().get(24 + 9)).isEqualTo(50);
        assertThat(seen.map().total()).isEqualTo(50);
    }

    @Test
    void whoeverChangesATableIsNotWaitedFor() throws SQLException {
        database.script("CREATE TABLE sale_order (id serial, create_uid int, create_date timestamp); ANALYZE");
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE sale_order IN ACCESS EXCLUSIVE MODE");

            assertThat(Load.of(database, NOW, ZoneOffset.UTC).passedOver()).isEqualTo(1);
        }
    }
}
