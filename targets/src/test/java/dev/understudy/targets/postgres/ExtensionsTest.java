package dev.understudy.targets.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.targets.postgres.Cluster.Purpose;
import dev.understudy.targets.postgres.Extensions.Extension;
import dev.understudy.targets.postgres.Extensions.Maker;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of extensions beside what the installed PostgreSQL says of them. */
@Timeout(300)
class ExtensionsTest {

    private static TestClusters test;
    private static Cluster cluster;

    @BeforeAll
    static void start() throws Exception {
        test = new TestClusters();
        cluster = test.running("production", Purpose.PRODUCTION);
    }

    @AfterAll
    static void remove() {
        test.close();
    }

    @Test
    void whatOdoosRoleMakesIsWhatPostgresTrusts() {
        Map<String, Boolean> trusted = test.clusters.keeper(cluster).rows("""
                        SELECT DISTINCT ON (name) name, trusted FROM pg_available_extension_versions
                         ORDER BY name, version DESC
                        """).stream()
                .collect(Collectors.toMap(List::getFirst, row -> row.get(1).equals("t")));
        List<Extension> here = Extensions.allowed().stream()
                .filter(extension -> trusted.containsKey(extension.name()))
                .toList();

        assertThat(here).extracting(Extension::name).contains("unaccent", "pg_trgm", "pgstattuple");
        assertThat(here)
                .allSatisfy(extension -> assertThat(
                                extension.maker() == Maker.SUPERUSER || trusted.getOrDefault(extension.name(), false))
                        .as(extension.name())
                        .isTrue());
    }

    @Test
    void odoosRoleMakesAllOfItsOwn() {
        for (Extension extension : Extensions.allowed()) {
            if (extension.maker() == Maker.OWNER) {
                test.clusters
                        .database(cluster, "odoo")
                        .owner()
                        .script("CREATE EXTENSION IF NOT EXISTS \"" + extension.name() + "\"");
            }
        }
        assertThat(test.clusters.database(cluster, "odoo").reader().rows("SELECT extname FROM pg_extension"))
                .contains(List.of("unaccent"), List.of("uuid-ossp"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"dblink", "postgres_fdw", "file_fdw", "adminpack", "plpython3u", "plperlu", "xml2", "pg_cron"})
    void whatLeadsOutIsRefused(String name) {
        assertThat(Extensions.find(name)).isEmpty();
    }

    @Test
    void thePackageFitsTheServer() {
        assertThat(Extensions.find("vector").orElseThrow().packageFor(17)).isEqualTo("postgresql-17-pgvector");
    }
}
