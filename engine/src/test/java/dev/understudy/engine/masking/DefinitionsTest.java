package dev.understudy.engine.masking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.Direct;
import dev.understudy.engine.TestPostgres;
import dev.understudy.model.config.MaskSettings;
import dev.understudy.model.evidence.MaskReport;
import dev.understudy.model.evidence.MaskReport.Found;
import dev.understudy.odoo.mask.MaskKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People whom a database names where it says what it is. */
class DefinitionsTest {

    private static final byte[] KEY = "the key of one project, 32 bytes".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path room;

    private final Direct database = new Direct(TestPostgres.shared().newDatabase());

    @BeforeEach
    void odoo() {
        database.script(MaskingTest.resource("odoo.sql"));
        database.script(MaskingTest.resource("planted.sql"));
    }

    private MaskReport mask(String... accepted) {
        MaskSettings settings = new MaskSettings(List.of(), Map.of(), List.of(accepted), Duration.ZERO);
        return new Masking()
                .mask(
                        database,
                        new MaskOrder(settings, new MaskKey(KEY), "run-1", room, room, Instant.EPOCH),
                        line -> {});
    }

    @Test
    void commentsGoAndLabelsAndDefaultsBecomeOthers() {
        database.script("""
                CREATE TYPE x_agent AS ENUM ('none', 'Zacarías Quintanilla');
                CREATE DOMAIN x_code AS text CONSTRAINT x_coded CHECK (VALUE <> '');
                CREATE TABLE x_case (
                  id int PRIMARY KEY, agent x_agent DEFAULT 'Zacarías Quintanilla', owner text DEFAULT 'Zacarías Quintanilla',
                  state text DEFAULT 'open', CONSTRAINT x_small CHECK (id < 100));
                INSERT INTO x_case (id) VALUES (1);
                CREATE FUNCTION x_f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
                CREATE INDEX x_states ON x_case (state);
                COMMENT ON TABLE x_case IS 'of Zacarías Quintanilla';
                COMMENT ON COLUMN x_case.state IS 'Ask Zacarías Quintanilla';
                COMMENT ON CONSTRAINT x_small ON x_case IS 'Zacarías Quintanilla';
                COMMENT ON CONSTRAINT x_coded ON DOMAIN x_code IS 'Zacarías Quintanilla';
                COMMENT ON FUNCTION x_f(int) IS 'by Zacarías Quintanilla';
                COMMENT ON INDEX x_states IS 'WmFjYXLDrWFzIFF1aW50YW5pbGxh';
                COMMENT ON SCHEMA archive IS 'Zacarías Quintanilla';
                COMMENT ON MATERIALIZED VIEW x_names IS 'Zacarías Quintanilla';
                COMMENT ON TYPE x_agent IS 'what a clerk is';
                """);
        database.script("COMMENT ON DATABASE " + database.entry().database() + " IS 'leased by Zacarías Quintanilla'");

        assertThat(mask().proof().found()).isEmpty();

        assertThat(database.rows(
                        "SELECT description FROM pg_description WHERE objoid >= 16384 AND description LIKE '%clerk%'"))
                .hasSize(1);
        database.script("INSERT INTO x_case (id) VALUES (2)");
        assertThat(database.rows("SELECT count(DISTINCT agent), count(DISTINCT owner) FROM x_case"))
                .containsExactly(List.of("1", "1"));
        assertThat(database.rows("SELECT state FROM x_case WHERE id = 2")).containsExactly(List.of("open"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE VIEW x_v AS SELECT id FROM res_partner WHERE name <> 'Zacarías Quintanilla' | view x_v",
                "CREATE FUNCTION x_g() RETURNS int LANGUAGE plpgsql AS $$ BEGIN /* Zacarías Quintanilla */ RETURN 1; END $$ | function x_g",
                "CREATE FUNCTION x_h(a text DEFAULT 'Zacarías Quintanilla') RETURNS int LANGUAGE sql AS 'SELECT 1' | function x_h",
                "ALTER TABLE x_visit ADD CHECK (kind <> 'Zacarías Quintanilla') | constraint of x_visit",
                "CREATE INDEX ON x_visit (id) WHERE kind = 'Zacarías Quintanilla' | index of x_visit",
                "CREATE TABLE x_d (a text DEFAULT lower('Zacarías Quintanilla')) | default of x_d",
                "CREATE TABLE x_zacarias_quintanilla (a int) | names of tables",
                "CREATE TABLE x_e (zacarias_quintanilla int) | names of columns",
                "CREATE DOMAIN x_dom AS text CHECK (VALUE <> 'Zacarías Quintanilla') | type x_dom",
                "CREATE POLICY x_p ON x_visit USING (kind <> 'Zacarías Quintanilla') | policy of x_visit",
                "CREATE TABLE x_l PARTITION OF x_log FOR VALUES FROM ('1984-01-01') TO ('1985-01-01') | ''",
                "CREATE VIEW x_zacarias_quintanilla AS SELECT 1 AS a WHERE 'Zacarías Quintanilla' <> '' | names of tables, views"
            })
    void whatTheDatabaseDoesIsTold(String statement, String places) {
        database.script(statement);

        assertThat(mask().proof().found())
                .extracting(Found::place)
                .containsExactlyInAnyOrder(places.isEmpty() ? new String[0] : places.split(", "));
    }

    @Test
    void itIsAcceptedByItsPlace() {
        database.script("CREATE VIEW x_v AS SELECT id FROM res_partner WHERE name <> 'Zacarías Quintanilla'");

        assertThat(mask("view x_v").proof().found()).isEmpty();
    }

    @Test
    void rolesAreTold() {
        database.script("CREATE ROLE \"zacarias quintanilla\"");
        try {
            assertThat(mask().proof().found()).extracting(Found::place).containsExactly("roles");
        } finally {
            database.script("DROP ROLE \"zacarias quintanilla\"");
        }
    }
}
