package dev.understudy.targets.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.understudy.targets.postgres.Cluster.Durability;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
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
    private static Database database;

    @BeforeAll
    static void cluster() throws Exception {
        test = new TestClusters();
        cluster = test.running("watched", Durability.DISPOSABLE);
        database = test.clusters.database(cluster, "odoo");
    }

    @AfterAll
    static void remove() {
        test.close();
    }

    @BeforeEach
    void schema() {
        database.script("""
                DROP SCHEMA public CASCADE;
                CREATE SCHEMA public AUTHORIZATION odoo;
                SET ROLE odoo;
                CREATE TABLE partner (id serial PRIMARY KEY, name varchar NOT NULL, credit numeric(16, 2));
                CREATE TABLE orders (id serial PRIMARY KEY, partner_id int REFERENCES partner, state varchar);
                CREATE VIEW names AS SELECT name FROM partner;
                INSERT INTO partner (name) SELECT 'p' || i FROM generate_series(1, 1000) i;
                RESET ROLE;
                """);
    }

    @Test
    void theCatalogTellsWhatWasAddedRemovedAndChanged() {
        Catalog before = Catalog.of(database);
        assertThat(before.differenceTo(Catalog.of(database)).isEmpty()).isTrue();
        assertThat(before).isEqualTo(Catalog.of(database));

        database.script("""
                ALTER TABLE partner ADD COLUMN email varchar DEFAULT 'none';
                ALTER TABLE partner ALTER COLUMN credit TYPE double precision;
                ALTER TABLE orders DROP COLUMN state;
                ALTER TABLE orders ADD CONSTRAINT positive CHECK (id > 0);
                CREATE INDEX partner_name ON partner (name);
                CREATE TABLE fresh (id int);
                """);
        Catalog.Difference difference = before.differenceTo(Catalog.of(database));

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
    void rowsAreCountedOrEstimatedPastTheLimit() {
        RowCounts counted = RowCounts.of(database, Duration.ofMinutes(1), 2);

        assertThat(counted.tables())
                .containsEntry("partner", new RowCounts.Count(1000, false))
                .containsEntry("orders", new RowCounts.Count(0, false))
                .hasSize(2);
        database.script("ANALYZE partner");
        assertThat(RowCounts.of(database, Duration.ZERO, 2).tables())
                .containsEntry("partner", new RowCounts.Count(1000, true));
    }

    @Test
    void everyChangeOfTheSchemaIsWatchedAndNothingStays() {
        Catalog before = Catalog.of(database);
        DdlWatch watch = new DdlWatch(database);
        watch.install();
        watch.install();

        database.script("""
                SET ROLE odoo;
                ALTER TABLE partner ADD COLUMN email varchar;
                ALTER TABLE partner ALTER COLUMN credit TYPE double precision;
                CREATE TEMP TABLE passing (id int);
                DROP TABLE passing;
                DROP VIEW names;
                """);
        DdlWatch.Watched watched = watch.read();
        watch.remove();
        watch.remove();

        assertThat(watched.changes())
                .extracting(DdlWatch.Ddl::tag, DdlWatch.Ddl::object)
                .contains(tuple("ALTER TABLE", "public.partner"), tuple("DROP VIEW", "public.names"));
        assertThat(watched.changes()).noneMatch(ddl -> ddl.object().contains("passing"));
        assertThat(watched.rewrites()).extracting(DdlWatch.Ddl::object).containsExactly("public.partner");
        assertThat(before.differenceTo(Catalog.of(database)).added()).containsExactly("column partner.email");
    }

    @Test
    void theStrongestLockOfEachTableIsSeen() throws Exception {
        try (Connection holder = database.connect();
                Statement statement = holder.createStatement();
                LockSampler sampler = LockSampler.start(database, Duration.ofMillis(10))) {
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
        Preflight preflight = new Preflight(database);
        assertThat(preflight.pendingModules()).isEmpty();
        database.script("CREATE TABLE ir_module_module (name varchar, state varchar);"
                + " INSERT INTO ir_module_module VALUES ('sale', 'to upgrade'), ('base', 'installed')");
        assertThat(preflight.pendingModules()).containsExactly(new Preflight.PendingModule("sale", "to upgrade"));
        assertThat(preflight.bytes()).isPositive();
        assertThat(preflight.serverVersion()).matches("[0-9]+\\.[0-9]+.*");
        assertThat(preflight.waiting()).isEmpty();

        try (Connection holder = database.connect();
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
