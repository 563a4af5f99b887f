package dev.understudy.targets.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.targets.postgres.Cluster.Purpose;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class OtherDatabasesTest {

    private static final String TABLES =
            "SELECT relname FROM pg_class WHERE relname LIKE 'people%' OR relname = 'orders'";

    @Test
    void nothingButOneDatabaseIsLeftInACopy() throws Exception {
        try (TestClusters test = new TestClusters()) {
            Cluster copy = test.running("copy", Purpose.COPY);
            test.clusters.database(copy, "odoo").owner().script("CREATE TABLE orders (id int)");
            Keeper keeper = test.clusters.keeper(copy);
            try (Connection connection = keeper.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE \"of last year\"");
                statement.execute("ALTER DATABASE \"of last year\" IS_TEMPLATE true");
                statement.execute("CREATE SCHEMA people; CREATE TABLE people.people (name text)");
                statement.execute("SELECT pg_catalog.lo_from_bytea(0, 'somebody')");
            }
            test.superuser(copy, "postgres").script("CREATE TABLE people_of_postgres AS SELECT 'Zacarías' AS name");

            test.clusters.keepOnly(copy, "odoo");
            test.clusters.keepOnly(copy, "odoo");

            assertThat(keeper.rows("SELECT datname FROM pg_database ORDER BY 1"))
                    .containsExactly(List.of("odoo"), List.of("postgres"), List.of("template0"), List.of("template1"));
            assertThat(keeper.rows(TABLES)).isEmpty();
            assertThat(keeper.rows("SELECT oid FROM pg_largeobject_metadata")).isEmpty();
            assertThat(test.superuser(copy, "postgres").rows(TABLES)).isEmpty();
            assertThat(test.clusters.database(copy, "odoo").reader().rows(TABLES))
                    .containsExactly(List.of("orders"));
        }
    }
}
