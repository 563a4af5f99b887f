package dev.understudy.targets.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.targets.postgres.Cluster.Purpose;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WatchingTest {

    private static TestClusters test;
    private static Cluster cluster;
    private static Reader reader;
    private static Owner owner;

    @BeforeAll
    static void cluster() throws Exception {
        test = new TestClusters();
        cluster = test.running("watched", Purpose.COPY);
        Doors doors = test.clusters.database(cluster, "odoo");
        reader = doors.reader();
        owner = doors.owner();
    }

    @AfterAll
    static void remove() {
        test.close();
    }

    @BeforeEach
    void schema() {
        owner.script("""
                DROP SCHEMA public CASCADE;
                CREATE SCHEMA public AUTHORIZATION odoo;
                CREATE TABLE partner (id serial PRIMARY KEY, name varchar NOT NULL, credit numeric(16, 2));
                CREATE TABLE orders (id serial PRIMARY KEY, partner_id int REFERENCES partner, state varchar);
                CREATE VIEW names AS SELECT name FROM partner;
                INSERT INTO partner (name) SELECT 'p' || i FROM generate_series(1, 1000) i;
                """);
    }

    @Test
    void theCatalogTellsWhatWasAddedRemovedAndChanged() {
        Catalog before = Catalog.of(reader);
        assertThat(before.differenceTo(Catalog.of(reader)).isEmpty()).isTrue();
        assertThat(before).isEqualTo(Catalog.of(reader));

        owner.script("""
                ALTER TABLE partner ADD COLUMN email varchar DEFAULT 'none';
                ALTER TABLE partner ALTER COLUMN credit TYPE double precision;
                ALTER TABLE orders DROP COLUMN state;
                ALTER TABLE orders ADD CONSTRAINT positive CHECK (id > 0);
                CREATE INDEX partner_name ON partner (name);
                CREATE TABLE fresh (id int);
                """);
        Catalog.Difference difference = before.differenceTo(Catalog.of(reader));

        assertThat(difference.added())
                .containsExactly(
                        "column fresh.id",
                        "column partner.email",
                        "constraint orders.positive",
                        "index partner_name",
                        "table fresh");
        assertThat(difference.removed()).containsExactly("column orders.state");
        assertThat(difference.changed())
                .containsExactly(new Catalog.Change(
                        "column partner.credit", "numeric(16,2) DEFAULT -", "double precision DEFAULT -"));
    }

    @Test
    void aForeignKeyThatDoesSomethingElseOnDeletionIsToldFromOthers() {
        Catalog before = Catalog.of(reader);
        owner.script("""
                ALTER TABLE orders DROP CONSTRAINT orders_partner_id_fkey;
                ALTER TABLE orders ADD FOREIGN KEY (partner_id) REFERENCES partner ON DELETE RESTRICT
                """);

        assertThat(before.differenceTo(Catalog.of(reader)).changed())
                .singleElement()
                .satisfies(change -> assertThat(change.ofActionAlone()).isTrue());
        owner.script("""
                ALTER TABLE orders DROP CONSTRAINT orders_partner_id_fkey;
                ALTER TABLE orders ADD CONSTRAINT orders_partner_id_fkey FOREIGN KEY (id) REFERENCES partner
                """);
        assertThat(before.differenceTo(Catalog.of(reader)).changed())
                .singleElement()
                .satisfies(change -> assertThat(change.ofActionAlone()).isFalse());
    }

    @Test
    void aSequenceThatStandsForARecordOfOdooIsNoSchema() {
        owner.script("CREATE SEQUENCE ir_sequence_041; CREATE SEQUENCE ir_sequence_041_2; CREATE SEQUENCE own_numbers");
        Catalog before = Catalog.of(reader);
        owner.script("DROP SEQUENCE ir_sequence_041; CREATE SEQUENCE ir_sequence_042; CREATE SEQUENCE other_numbers");

        Catalog.Difference difference = before.differenceTo(Catalog.of(reader));

        assertThat(difference.added()).containsExactly("sequence other_numbers");
        assertThat(difference.removed()).isEmpty();
    }

    @Test
    void rowsAreCountedOrEstimatedPastTheLimit() {
        RowCounts counted = RowCounts.of(reader, Duration.ofMinutes(1));

        assertThat(counted.tables())
                .containsEntry("partner", new RowCounts.Count(1000, false))
                .containsEntry("orders", new RowCounts.Count(0, false))
                .hasSize(2);
        owner.script("ANALYZE partner");
        assertThat(RowCounts.of(reader, Duration.ZERO).tables())
                .containsEntry("partner", new RowCounts.Count(1000, true));
    }

    @Test
    void whatOdooChangesIsLoggedAndWhatIsWrittenAnewIsSeen() {
        Catalog before = Catalog.of(reader);
        StoredTables stored = StoredTables.of(reader);
        DdlLog log = test.clusters.ddlLog(cluster);
        long from = log.begin();

        new JdbcDatabase(
                        cluster,
                        "odoo",
                        new Login("odoo", test.clusters.renewOdooPassword(cluster), Map.of("search_path", "public")))
                .script("""
                ALTER TABLE partner
                  ADD COLUMN email varchar;
                ALTER TABLE partner ALTER COLUMN credit TYPE double precision;
                UPDATE partner SET name = 'ALTER TABLE nothing';
                DROP VIEW names;
                """);
        List<String> logged = log.end(from);

        assertThat(logged)
                .containsExactly(
                        "ALTER TABLE partner ADD COLUMN email varchar",
                        "ALTER TABLE partner ALTER COLUMN credit TYPE double precision",
                        "DROP VIEW names");
        assertThat(stored.rewrittenIn(StoredTables.of(reader))).containsExactly("partner");
        assertThat(before.differenceTo(Catalog.of(reader)).added()).containsExactly("column partner.email");
        owner.script("ALTER TABLE partner ADD COLUMN unlogged int");
        assertThat(log.end(from)).isEqualTo(logged);
    }

    @Test
    void theStrongestLockOfEachTableIsSeen() throws Exception {
        try (Connection holder = owner.connect();
                Statement statement = holder.createStatement();
                LockSampler sampler = LockSampler.start(reader, Duration.ofMillis(10))) {
            holder.setAutoCommit(false);
            statement.execute("SELECT * FROM orders");
            statement.execute("ALTER TABLE partner ADD COLUMN x int");
            for (int i = 0; i < 1000 && sampler.locks().isEmpty(); i++) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            assertThat(sampler.locks()).singleElement().satisfies(lock -> {
                assertThat(lock.relation()).isEqualTo("partner");
                assertThat(lock.strongest()).isEqualTo("AccessExclusiveLock");
                assertThat(lock.held()).isPositive();
                assertThat(lock.waited()).isZero();
            });
            assertThat(sampler.failure()).isEmpty();
            holder.rollback();
        }
    }

    @Test
    void thePreflightSeesWhatIsInTheWay() throws Exception {
        Preflight preflight = new Preflight(reader);
        assertThat(preflight.pendingModules()).isEmpty();
        owner.script("CREATE TABLE ir_module_module (name varchar, state varchar);"
                + " INSERT INTO ir_module_module VALUES ('sale', 'to upgrade'), ('base', 'installed')");
        assertThat(preflight.pendingModules()).containsExactly(new Preflight.PendingModule("sale", "to upgrade"));
        assertThat(preflight.bytes()).isPositive();
        assertThat(preflight.serverVersion()).matches("[0-9]+\\.[0-9]+.*");
        assertThat(preflight.waiting()).isEmpty();

        try (Connection holder = owner.connect();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE partner");

            assertThat(preflight.longTransactions(Duration.ZERO))
                    .anySatisfy(transaction -> assertThat(transaction.state()).isEqualTo("idle in transaction"));
            assertThat(preflight.longTransactions(Duration.ofHours(1))).isEqualTo(List.of());
            holder.rollback();
        }
    }
}
