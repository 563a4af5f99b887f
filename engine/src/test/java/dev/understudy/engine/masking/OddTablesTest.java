package dev.understudy.engine.masking;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.Direct;
import dev.understudy.engine.TestPostgres;
import dev.understudy.model.config.MaskSettings;
import dev.understudy.model.config.MaskSettings.As;
import dev.understudy.model.evidence.MaskReport;
import dev.understudy.model.evidence.MaskReport.Found;
import dev.understudy.odoo.mask.MaskKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that no module of Odoo makes, and values that no screen lets in. */
class OddTablesTest {

    private static final byte[] KEY = "the key of one project, 32 bytes".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path room;

    private final Direct database = new Direct(TestPostgres.shared().newDatabase());

    @BeforeEach
    void odoo() {
        database.script(resource("odoo.sql"));
        database.script(resource("planted.sql"));
    }

    private MaskReport mask(Map<String, As> columns) {
        MaskSettings settings = new MaskSettings(List.of(), columns, List.of(), Duration.ZERO);
        return new Masking()
                .mask(
                        database,
                        new MaskOrder(settings, new MaskKey(KEY), "run-1", room, room, Instant.EPOCH),
                        line -> {});
    }

    private String one(String sql) {
        return database.rows(sql).getFirst().getFirst();
    }

    @Test
    void noTextIsLongerThanItsColumnTakes() {
        database.script("""
                CREATE TABLE x_side (side varchar(8) UNIQUE, note varchar(20), pad text);
                INSERT INTO x_side VALUES ('Krakel', 'Zacarías Quintanilla', ''), ('Heimer', 'zq@krakelheim.example'::varchar(20), '');
                CREATE TABLE x_many (code varchar(12) UNIQUE, note varchar(20), pad text);
                INSERT INTO x_many SELECT 'K' || left(md5(n::text), 11), 'Zacarías Quintanilla', repeat('pad ', 300)
                  FROM generate_series(1, 4000) n;
                """);

        assertThat(mask(Map.of("x_many.pad", As.KEEP)).proof().found()).isEmpty();

        assertThat(
                        one(
                                "SELECT count(DISTINCT side) || ' ' || max(length(side)) || ' ' || max(length(note)) FROM x_side"))
                .isIn("2 8 19", "2 8 20");
        assertThat(one("SELECT count(DISTINCT code) || ' ' || max(length(code)) FROM x_many"))
                .isEqualTo("4000 12");
    }

    @Test
    void whatJsonAndCipherHoldIsMasked() {
        database.script("""
                CREATE TABLE x_odd (packed json, cipher bytea, armoured text);
                INSERT INTO x_odd VALUES (
                  '{"Zacarías Quintanilla": "of \\u0000 Zacarías Quintanilla\\ud83d", "n": [34600123456]}',
                  '\\x00ff00c3a1deadbeef',
                  E'gAAAAABk\\x01Zx9-_Qw==');
                """);

        assertThat(mask(Map.of()).proof().found()).isEmpty();

        assertThat(one("SELECT packed::text || armoured FROM x_odd"))
                .doesNotContain("Quintanilla", "600123456", "gAAAAABk");
        assertThat(one("SELECT coalesce(length(cipher), 0) FROM x_odd")).isEqualTo("0");
    }

    @Test
    void anAccountIsNoNumberOfADocument() {
        database.script("""
                CREATE TABLE x_paid (salary_to varchar, mutual varchar, ring varchar, number varchar);
                INSERT INTO x_paid VALUES ('ES9121000418450200051332', 'DE136695976', '+34 677 100 200', 'INV/2026/00012'),
                  ('ES7921000813610123456789', 'DE811907980', '+34 677 100 201', 'INV/2026/00013');
                """);
        mask(Map.of());

        assertThat(database.rows("SELECT salary_to || mutual || ring FROM x_paid")
                        .toString())
                .doesNotContain(
                        "100418450200051332", "136695976", "100 200", "813610123456789", "811907980", "100 201");
        assertThat(database.rows("SELECT number FROM x_paid").toString()).contains("INV/2026/00012", "INV/2026/00013");
    }

    @Test
    void whoIsNamedInAColumnThatOnlyItsNameTellsIsLookedFor() {
        database.script("""
                CREATE TABLE x_trip (driver_name text, private_phone text);
                INSERT INTO x_trip VALUES ('Wendelin Trockenbrot', '+34 655 444 111'), ('Self', '5');
                INSERT INTO product_template (name) VALUES ('{"en_US": "Self by Wendelin Trockenbrot, 655 444 111"}');
                """);

        assertThat(mask(Map.of()).proof().found()).isEmpty();

        assertThat(one("SELECT name ->> 'en_US' FROM product_template WHERE name::text LIKE '%Self by %'"))
                .doesNotContain("Wendelin", "Trockenbrot", "444 111");
    }

    @Test
    void whatSomebodyExportedIsNoPartOfTheSystem() {
        database.script("""
                INSERT INTO ir_attachment (id, name, type, res_model, store_fname, checksum, mimetype)
                  VALUES (70, 'a', 'binary', 'res.partner', 'aa/aa70', 'aa70', 'text/plain'),
                         (71, 'b', 'binary', 'res.partner', 'aa/aa71', 'aa71', 'text/plain');
                INSERT INTO ir_model_data (module, name, model, res_id)
                  VALUES ('__export__', 'ir_attachment_70_1b2c', 'ir.attachment', 70), ('sale', 'terms', 'ir.attachment', 71);
                """);
        mask(Map.of());

        assertThat(database.rows("SELECT id, store_fname = 'aa/aa' || id FROM ir_attachment WHERE id > 69 ORDER BY id"))
                .containsExactly(List.of("70", "f"), List.of("71", "t"));
    }

    @Test
    void whoIsNamedByAFileAloneIsMasked() {
        database.script("""
                INSERT INTO ir_attachment (id, name, type, res_model, url, mimetype) VALUES
                  (72, 'Passport Xaver Unbekannt 2.pdf', 'binary', 'res.partner', NULL, 'application/pdf'),
                  (73, 'Xaver Unbekannt.jpg', 'url', NULL, 'https://drive.example/d/1', NULL),
                  (74, 'theme.png', 'url', NULL, '/theme/static/theme.png', NULL);
                CREATE TABLE ir_property (name text, res_id text, value_text text);
                INSERT INTO ir_property VALUES ('barcode', 'res.partner,11', '0421234567890'), ('barcode', NULL, 'of Xaver');
                """);
        mask(Map.of());

        assertThat(database.rows("SELECT name FROM ir_attachment WHERE id > 71 ORDER BY id")
                        .toString())
                .matches("\\[\\[\\w+ \\w+ \\w+ 2\\.pdf], \\[\\w+ \\w+\\.jpg], \\[theme\\.png]]")
                .doesNotContain("Passport", "Xaver", "Unbekannt");
        assertThat(database.rows("SELECT value_text FROM ir_property").toString())
                .doesNotContain("0421234567890", "Xaver");
    }

    @Test
    void whatIsChosenForEachCompanyStays() {
        database.script("""
                CREATE TABLE ir_property (name text, type text, value_text text);
                INSERT INTO ir_property VALUES ('trust', 'selection', 'normal'), ('barcode', 'char', 'of Xaver Unbekannt');
                """);
        mask(Map.of());

        assertThat(database.rows("SELECT value_text FROM ir_property WHERE type = 'selection'"))
                .containsExactly(List.of("normal"));
        assertThat(one("SELECT value_text FROM ir_property WHERE type = 'char'"))
                .doesNotContain("Xaver", "Unbekannt");
    }

    @Test
    void nothingIsRememberedOfTheValuesThatWere() {
        database.script("""
                INSERT INTO res_partner (id, name) SELECT 100 + n, 'Zacarías Quintanilla' FROM generate_series(1, 9) n;
                INSERT INTO x_log SELECT '2026-03-02', 'Zacarías Quintanilla' FROM generate_series(1, 9);
                INSERT INTO ir_logging (message) SELECT 'Zacarías Quintanilla' FROM generate_series(1, 9);
                CREATE TABLE x_wizard (message text COLLATE "C");
                INSERT INTO x_wizard SELECT 'Zacarías Quintanilla' FROM generate_series(1, 9);
                CREATE TABLE x_step (state text);
                INSERT INTO x_step SELECT 'Zacarías Quintanilla' FROM generate_series(1, 9);
                REFRESH MATERIALIZED VIEW x_names;
                ANALYZE;
                DELETE FROM x_wizard;
                UPDATE x_step SET state = 'S00012';
                """);
        String remembered = "SELECT string_agg(DISTINCT tablename, ' ' ORDER BY tablename) FROM pg_stats"
                + " WHERE schemaname = 'public' AND most_common_vals::text LIKE '%Quintanilla%'";
        assertThat(one(remembered)).contains("ir_logging", "x_log", "x_names", "x_step", "x_wizard");

        assertThat(mask(Map.of()).proof().found()).isEmpty();

        assertThat(one(remembered)).isEmpty();
        assertThat(one("SELECT attcollation::regcollation::text FROM pg_attribute"
                        + " WHERE attrelid = 'x_wizard'::regclass AND attname = 'message'"))
                .as("sorted as before")
                .isEqualTo("\"C\"");
    }

    @Test
    void whatAViewHoldsIsReadByTheProof() {
        database.script("CREATE MATERIALIZED VIEW x_boss AS SELECT 'Zacarías Quintanilla'::text AS name");

        assertThat(mask(Map.of()).proof().found())
                .containsExactlyInAnyOrder(new Found("x_boss.name", 1), new Found("view x_boss", 1));
    }

    @Test
    void whatIsRememberedStaysWhereAViewHangsOnItAndIsFound() {
        database.script("""
                INSERT INTO ir_logging (message) SELECT 'Zacarías Quintanilla' FROM generate_series(1, 9);
                CREATE VIEW x_logged AS SELECT message FROM ir_logging;
                ANALYZE ir_logging;
                """);

        assertThat(mask(Map.of()).proof().found()).containsExactly(new Found("ir_logging.message", 1));
    }

    @Test
    void aForeignTableIsLeftAloneAndTold() {
        database.script("""
                CREATE EXTENSION file_fdw;
                CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
                CREATE FOREIGN TABLE x_elsewhere (line text) SERVER files OPTIONS (filename '/nowhere');
                """);

        assertThat(mask(Map.of()).notRead()).containsExactly("x_elsewhere");
    }

    @Test
    void partitionsAndTablesWithoutAKeyAreMasked() {
        mask(Map.of());

        assertThat(one("SELECT line FROM x_log")).doesNotContain("Quintanilla");
        assertThat(one("SELECT count(*) FROM x_raw WHERE size = length(line)")).isEqualTo("1");
    }

    @Test
    void aColumnThatIsComputedCannotBeDecidedOn() {
        assertThatThrownBy(() -> mask(Map.of("x_raw.size", As.TEXT)))
                .hasMessageContaining("mask.no-such-column")
                .hasMessageContaining("x_raw.size");
    }

    @Test
    void aValueThatIsTooLongForMemoryIsReadInParts() {
        database.script("""
                CREATE TABLE x_long (line text, raw bytea);
                INSERT INTO x_long
                  SELECT string_agg(md5(n::text), ' ') || ' by Zacarías Quintanilla ' || string_agg(md5((-n)::text), ' '),
                         convert_to(string_agg(md5(n::text), ' ') || ' by Zacarías Quintanilla', 'UTF8')
                    FROM generate_series(1, 150000) n;
                INSERT INTO x_long VALUES ('Zacarías Quintanilla', NULL);
                """);

        assertThat(mask(Map.of("x_long.line", As.KEEP, "x_long.raw", As.KEEP))
                        .proof()
                        .found())
                .containsExactly(new Found("x_long.line", 2), new Found("x_long.raw", 1));
    }

    @Test
    void whatABrokenPageHoldsIsMasked() {
        database.script("""
                UPDATE mail_message SET body = '<p>Zacarías Quintanilla<div title="Zacarías Quintanilla <b>x</b'
                  || '<!-- Zacarías Quintanilla <p>&Zacar&iacute;as <a href=''Quintanilla' WHERE author_id = 11
                """);

        assertThat(mask(Map.of()).proof().found()).isEmpty();

        assertThat(one("SELECT body FROM mail_message WHERE author_id = 11"))
                .startsWith("<p>")
                .doesNotContain("Quintanilla", "Zacar");
    }

    @Test
    void whatAReleaseBringsBackIsFoundAgainstProduction() {
        Direct production = new Direct(TestPostgres.shared().newDatabase());
        production.script(resource("odoo.sql"));
        production.script(resource("planted.sql"));
        mask(Map.of());
        MaskOrder order = new MaskOrder(MaskSettings.DEFAULT, new MaskKey(KEY), "run-2", room, room, Instant.EPOCH);
        Masking masking = new Masking();
        MaskReport.Proof before = masking.prove(production, database, order, line -> {});
        database.script("UPDATE sale_order SET note = 'for Zacarías Quintanilla, +34 600 123 456'");
        MaskReport.Proof after = masking.prove(production, database, order, line -> {});

        assertThat(before.found()).isEmpty();
        assertThat(before.names()).isGreaterThan(5);
        assertThat(after.found()).containsExactly(new Found("sale_order.note", 2));
    }

    private static String resource(String name) {
        try (var in = OddTablesTest.class.getResourceAsStream(name)) {
            return new String(requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
