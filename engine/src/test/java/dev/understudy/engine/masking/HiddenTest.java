package dev.understudy.engine.masking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.Direct;
import dev.understudy.engine.TestPostgres;
import dev.understudy.model.config.MaskSettings;
import dev.understudy.model.config.MaskSettings.As;
import dev.understudy.model.evidence.MaskReport;
import dev.understudy.model.evidence.MaskReport.Found;
import dev.understudy.odoo.mask.MaskKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People who stand in a database as nobody would search for them. */
class HiddenTest {

    private static final byte[] KEY = "the key of one project, 32 bytes".getBytes(StandardCharsets.UTF_8);

    /** Zacarías Quintanilla, or the phone +34 600 123 456. */
    private static final List<String> HIDDEN = List.of(
            "Quintanilla, Zacarías",
            "QUINTANILLA Zacarías",
            "Z. Quintanilla",
            "600,123,456",
            "[600] 123.456",
            "note: WmFjYXLDrWFzIFF1\nICBh",
            "WmFjYXLDrWFz\n IFF1aW50YW5p\n bGxh",
            "5a61636172c3ad6173205175696e74616e696c6c61",
            "{\"a\": \"{\\\"n\\\": \\\"Zacar\\\\u00edas Quintanilla\\\"}\"}",
            "Zacar=C3=ADas Quintan=\r\nilla",
            "=?utf-8?Q?Zacar=C3=ADas?= =?utf-8?Q?_Quintanilla?=",
            "who=Zacar%25C3%25ADas%2520Quintanilla",
            "Zaca\u00adrías Quint\u200banilla",
            "Zaca&shy;r&iacute;as Quin&#8203;tanilla",
            "<p>Zaca<b>rías</b> Quintanilla</p>",
            "<i class=\"by-zacarias-quintanilla\" data-who=\"Zacarías Quintanilla\">x</i>");

    @TempDir
    private Path room;

    private final Direct database = new Direct(TestPostgres.shared().newDatabase());

    @BeforeEach
    void odoo() {
        database.script(MaskingTest.resource("odoo.sql"));
        database.script(MaskingTest.resource("planted.sql"));
        database.script("CREATE TABLE x_hidden (id int, line text, raw bytea)");
        for (int line = 0; line < HIDDEN.size(); line++) {
            database.rows(
                    "INSERT INTO x_hidden VALUES (" + line + ", ?, convert_to(?, 'UTF8')) RETURNING id",
                    HIDDEN.get(line),
                    HIDDEN.get(line));
        }
    }

    private MaskReport mask(Map<String, As> columns) {
        MaskSettings settings = new MaskSettings(List.of(), columns, List.of(), Duration.ZERO);
        return new Masking()
                .mask(
                        database,
                        new MaskOrder(settings, new MaskKey(KEY), "run-1", room, room, Instant.EPOCH),
                        line -> {});
    }

    @Test
    void theProofReadsThem() {
        List<Found> found = mask(Map.of("x_hidden.line", As.KEEP, "x_hidden.raw", As.KEEP))
                .proof()
                .found();

        assertThat(found).extracting(Found::place).containsExactly("x_hidden.line", "x_hidden.raw");
        // One of them is only half of it.
        assertThat(found).allMatch(one -> one.count() >= HIDDEN.size() - 1);
    }

    @Test
    void textsThatStayHideNobody() {
        database.script("""
                INSERT INTO product_template (name) SELECT jsonb_build_object('en_US', line) FROM x_hidden;
                INSERT INTO ir_ui_view (name, arch_db) SELECT id::text, jsonb_build_object('en_US', '<p>' || line || '</p>') FROM x_hidden;
                INSERT INTO ir_config_parameter (key, value) SELECT 'x.' || id, line FROM x_hidden;
                """);

        assertThat(mask(Map.of()).proof().found()).isEmpty();

        assertThat(database.rows("SELECT count(*) FROM product_template")).containsExactly(List.of("17"));
    }

    @Test
    void whatIsWrittenAboutDocumentsKeepsTheWordsOfThingsAlone() {
        database.script("""
                INSERT INTO product_template (name) VALUES ('{"en_US": "Walnut desk"}');
                CREATE TABLE account_move_line (id int, name text, ref text);
                INSERT INTO account_move_line VALUES (1, 'Walnut desk, INV/2026/00012', 'Transfer by Xaver Unbekannt'),
                  (2, 'Desk for Zacarías Quintanilla', NULL);
                ALTER TABLE sale_order ADD COLUMN x text;
                UPDATE sale_order SET client_order_ref = 'PO 4711 of Xaver Unbekannt';
                CREATE TABLE stock_picking (note text);
                INSERT INTO stock_picking VALUES ('ring at Unbekannt, 2nd floor');
                """);

        assertThat(mask(Map.of()).proof().found()).isEmpty();

        assertThat(database.rows("SELECT name FROM account_move_line WHERE id = 1"))
                .containsExactly(List.of("Walnut desk, INV/2026/00012"));
        assertThat(database.rows("SELECT name, ref FROM account_move_line").toString()
                        + database.rows("SELECT client_order_ref FROM sale_order")
                        + database.rows("SELECT note FROM stock_picking"))
                .contains("4711", "Desk")
                .doesNotContain("Xaver", "Unbekannt", "Quintanilla");
    }

    @Test
    void aTableThatIsCalledAsOneOfOdoosIsNone() {
        database.script("""
                CREATE TABLE product_registration (remark text);
                INSERT INTO product_registration VALUES ('bought by Xaver Unbekannt');
                CREATE TABLE report_visit (remark text);
                INSERT INTO report_visit VALUES ('seen Xaver Unbekannt');
                """);
        mask(Map.of());

        assertThat(database.rows("SELECT remark FROM product_registration UNION SELECT remark FROM report_visit")
                        .toString())
                .doesNotContain("Xaver", "Unbekannt");
    }

    @Test
    void ofACompanysFilesItsLogoStays() {
        database.script("""
                INSERT INTO ir_attachment (id, name, type, res_model, res_field, res_id, store_fname, checksum, mimetype) VALUES
                  (80, 'logo_web', 'binary', 'res.company', 'logo_web', 1, 'aa/aa80', 'aa80', 'image/png'),
                  (81, 'salaries.pdf', 'binary', 'res.company', NULL, 1, 'aa/aa81', 'aa81', 'application/pdf'),
                  (82, 'image_1920', 'binary', 'res.partner', 'image_1920', 1, 'aa/aa82', 'aa82', 'image/png'),
                  (83, 'contract.pdf', 'binary', 'res.partner', NULL, 1, 'aa/aa83', 'aa83', 'application/pdf'),
                  (84, 'list.pdf', 'binary', 'website', NULL, 1, 'aa/aa84', 'aa84', 'application/pdf');
                """);
        mask(Map.of());

        assertThat(database.rows(
                        "SELECT id FROM ir_attachment WHERE id >= 80 AND store_fname = 'aa/aa' || id ORDER BY id"))
                .containsExactly(List.of("80"), List.of("82"));
    }

    @Test
    void aFileOfOldLettersIsRead() throws Exception {
        Files.write(
                Files.createDirectories(room.resolve("bb")).resolve("bb22"),
                "body { } /* Zacarías Quintanilla */".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(mask(Map.of()).proof().found()).containsExactly(new Found("files", 1));
    }
}
