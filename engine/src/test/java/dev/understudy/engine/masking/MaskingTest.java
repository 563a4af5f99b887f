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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskingTest {

    private static final byte[] KEY = "the key of one project, 32 bytes".getBytes(StandardCharsets.UTF_8);

    /** What must not be found in any corner, however it is written. */
    private static final List<String> PLANTED = List.of(
            "Zacarías",
            "zacarias",
            "Quintanilla",
            "quintanilla",
            "600 123 456",
            "600123456",
            "12345678Z",
            "0418 4502 0005",
            "Krakelheim",
            "Calle del Olvido",
            "1984-05-12",
            "WmFjYXLDrWFz",
            "tok-4711-abcdef");

    @TempDir
    private Path filestore;

    @TempDir
    private Path room;

    private final Direct database = new Direct(TestPostgres.shared().newDatabase());

    @BeforeEach
    void odoo() throws IOException {
        database.script(requireNonNull(resource("odoo.sql")));
        database.script(requireNonNull(resource("planted.sql")));
        store("aa/aa11", "CV of Zacarías Quintanilla");
        store("bb/bb22", "body { color: red }");
        store("cc/cc33", "an orphan of Zacarías Quintanilla");
    }

    static String resource(String name) {
        try (var in = MaskingTest.class.getResourceAsStream(name)) {
            return new String(requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void store(String name, String content) throws IOException {
        Path file = filestore.resolve(name);
        Files.createDirectories(requireNonNull(file.getParent()));
        Files.writeString(file, content);
    }

    private MaskReport mask(MaskSettings settings) {
        return new Masking().mask(database, order(settings), line -> {});
    }

    private MaskOrder order(MaskSettings settings) {
        return new MaskOrder(settings, new MaskKey(KEY), "run-1", filestore, room, Instant.EPOCH);
    }

    private static MaskSettings testers(String... logins) {
        return new MaskSettings(List.of(logins), Map.of(), List.of(), Duration.ZERO);
    }

    private String one(String sql) {
        return database.rows(sql).getFirst().getFirst();
    }

    /** All that is in the database, as text. */
    private String everything() {
        List<String> all = new ArrayList<>();
        for (List<String> table : database.rows(
                "SELECT oid::regclass::text FROM pg_class WHERE relkind IN ('r', 'm')"
                        + " AND relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace, 'pg_toast'::regnamespace)")) {
            database.rows("SELECT t::text FROM " + table.getFirst() + " t").forEach(row -> all.add(row.getFirst()));
        }
        return String.join("\n", all);
    }

    @Test
    void nothingThatWasPlantedIsLeft() throws IOException {
        assertThat(everything()).contains(PLANTED);

        MaskReport report = mask(testers());

        assertThat(report.proof().found()).isEmpty();
        assertThat(everything()).doesNotContain(PLANTED);
        try (Stream<Path> files = Files.walk(filestore)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .doesNotContain("Zacar", "Quintanilla"));
        }
        assertThat(Files.exists(filestore.resolve("bb/bb22"))).isTrue();
        assertThat(report.proof().names()).isGreaterThan(5);
    }

    @Test
    void whatBelongsTogetherStillDoes() {
        mask(testers());

        assertThat(one("SELECT count(*) FROM res_partner p JOIN res_partner c ON c.id = p.parent_id"
                        + " WHERE p.complete_name = c.name || ', ' || p.name AND p.commercial_company_name = c.name"))
                .isEqualTo("1");
        assertThat(one("SELECT count(*) FROM res_partner WHERE email_normalized = lower(email)"))
                .isEqualTo("3");
        assertThat(one("SELECT count(*) FROM res_partner p JOIN mail_message m ON m.author_id = p.id"
                        + " WHERE m.email_from = '\"' || p.name || '\" <' || p.email_normalized || '>'"))
                .isEqualTo("1");
        assertThat(
                        one(
                                "SELECT count(*) FROM res_partner p, mail_message m WHERE m.body LIKE '%' || p.name || '%' AND p.id = 11"))
                .isEqualTo("1");
        assertThat(
                        one(
                                "SELECT count(*) FROM res_partner WHERE phone_sanitized = replace(phone, ' ', '') AND phone <> ''"))
                .isEqualTo("2");
        assertThat(one("SELECT amount_total FROM sale_order")).isEqualTo("120.50");
        assertThat(one("SELECT name FROM sale_order")).isEqualTo("S00012");
    }

    @Test
    void isDoneAgainWithTheSameResult() {
        mask(testers());
        String first = one("SELECT name FROM res_partner WHERE id = 11");
        Direct again = new Direct(TestPostgres.shared().newDatabase());
        again.script(resource("odoo.sql"));
        again.script(resource("planted.sql"));
        new Masking().mask(again, order(testers()), line -> {});

        assertThat(again.rows("SELECT name FROM res_partner WHERE id = 11")).containsExactly(List.of(first));
    }

    @Test
    void aTesterSignsInAsBefore() {
        mask(testers("ana@acme.example"));

        assertThat(database.rows("SELECT u.password, p.name FROM res_users u JOIN res_partner p ON p.id = u.partner_id"
                        + " WHERE u.login = 'ana@acme.example'"))
                .containsExactly(List.of("hash-of-ana", "Ana Prueba"));
        assertThat(one("SELECT count(*) FROM res_users WHERE password = 'hash-of-bo'"))
                .isEqualTo("0");
        assertThat(database.rows("SELECT login FROM res_users WHERE id IN (1, 3) ORDER BY id"))
                .containsExactly(List.of("__system__"), List.of("public"));
    }

    @Test
    void theProjectsOwnCompanyStays() {
        mask(testers());

        assertThat(one("SELECT name FROM res_company")).isEqualTo("ACME Suministros");
        assertThat(one("SELECT name FROM res_partner WHERE id = 1")).isEqualTo("ACME Suministros");
    }

    @Test
    void whatIsKeptByTheFileIsFoundByTheProofAndNamedWithoutItsValue() {
        MaskReport report =
                mask(new MaskSettings(List.of(), Map.of("x_visit.remark", As.KEEP), List.of(), Duration.ZERO));

        assertThat(report.proof().found()).containsExactly(new Found("x_visit.remark", 1));
        assertThat(report.toString()).doesNotContain("Quintanilla", "Zacar");
    }

    @Test
    void whatIsAcceptedIsToldApart() {
        MaskReport report = mask(new MaskSettings(
                List.of(), Map.of("x_visit.remark", As.KEEP), List.of("x_visit.remark"), Duration.ZERO));

        assertThat(report.proof().found()).isEmpty();
        assertThat(report.proof().accepted()).containsExactly(new Found("x_visit.remark", 1));
    }

    @Test
    void aLargeObjectIsReadByTheProof() {
        database.rows("SELECT lo_from_bytea(0, convert_to('dear Zacarías Quintanilla', 'UTF8'))");

        assertThat(mask(testers()).proof().found()).containsExactly(new Found("large objects", 1));
    }

    @Test
    void columnsThatNobodyKnowsAreMaskedAndListed() {
        assertThat(mask(testers()).unsure()).contains("x_visit.remark", "x_raw.line");
    }

    @Test
    void aRuleForAColumnThatIsNotThereIsRefused() {
        assertThatThrownBy(() ->
                        mask(new MaskSettings(List.of(), Map.of("x_visit.gone", As.TEXT), List.of(), Duration.ZERO)))
                .hasMessageContaining("mask.no-such-column")
                .hasMessageContaining("x_visit.gone");
    }

    @Test
    void aTesterWhomNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> mask(testers("nobody@acme.example")))
                .hasMessageContaining("mask.no-such-tester")
                .hasMessageContaining("nobody@acme.example");
    }

    @Test
    void aCheckThatTheMaskBreaksLeavesTheCopyAsItWas() {
        database.script("ALTER TABLE x_visit ADD CONSTRAINT x_visit_only CHECK (remark LIKE 'met%')");

        assertThatThrownBy(() -> mask(testers()))
                .hasMessageContaining("mask.table-refused")
                .hasMessageContaining("x_visit_only")
                .hasMessageNotContaining("Quintanilla");
        assertThat(one("SELECT name FROM res_partner WHERE id = 11")).isEqualTo("Zacarías Quintanilla");
    }

    @Test
    void aCopyThatWasMaskedAndNotProvenBeginsAnew() {
        mask(testers());

        assertThatThrownBy(() -> mask(testers())).hasMessageContaining("mask.cut-off");
    }

    @Test
    void aTableThatIsCalledAsOursIsLeft() {
        database.script(
                "CREATE TABLE understudy_masked (place tid, c0 text); INSERT INTO understudy_masked VALUES ('(0,1)', 'x')");

        assertThat(mask(testers()).proof().found()).isEmpty();
        assertThat(one("SELECT count(*) FROM understudy_masked")).isEqualTo("1");
    }

    @Test
    void aTriggerBringsNothingBack() {
        database.script("""
                CREATE TABLE x_audit (was text);
                CREATE FUNCTION x_note() RETURNS trigger LANGUAGE plpgsql AS
                  'BEGIN INSERT INTO public.x_audit VALUES (OLD.name); RETURN NEW; END';
                CREATE TRIGGER x_noted BEFORE UPDATE ON res_partner FOR EACH ROW EXECUTE FUNCTION x_note();
                """);
        mask(testers());

        assertThat(one("SELECT count(*) FROM x_audit")).isEqualTo("0");
        assertThat(one("SELECT tgenabled FROM pg_trigger WHERE tgname = 'x_noted'"))
                .isEqualTo("O");
    }

    @Test
    void aLargeTableIsWrittenAnewAndStaysWhatItIs() {
        database.script("""
                CREATE TABLE x_large (
                  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, above int REFERENCES x_large, remark text,
                  code varchar(60) UNIQUE, size int GENERATED ALWAYS AS (length(remark)) STORED, raw bytea, at timestamptz);
                INSERT INTO x_large (above, remark, code, raw, at)
                  SELECT nullif(n / 2, 0), 'met Zacarías Quintanilla, said' || repeat(' ' || md5(n::text), 30),
                         'K' || md5(n::text), '\\x00ff0a09'::bytea, '2026-03-01 12:00+00' FROM generate_series(1, 6000) n;
                CREATE TABLE x_below (large int REFERENCES x_large ON DELETE CASCADE);
                INSERT INTO x_below SELECT id FROM x_large;
                CREATE INDEX x_large_at ON x_large (at) WHERE above IS NOT NULL;
                CREATE VIEW x_seen AS SELECT remark FROM x_large;
                CREATE TABLE x_audit (was text);
                CREATE FUNCTION x_note() RETURNS trigger LANGUAGE plpgsql AS
                  'BEGIN INSERT INTO public.x_audit VALUES (NEW.remark); RETURN NEW; END';
                CREATE TRIGGER x_noted BEFORE INSERT OR UPDATE OR DELETE ON x_large FOR EACH ROW EXECUTE FUNCTION x_note();
                """);
        String place = "SELECT pg_relation_filenode('x_large')";
        String before = one(place);
        String size = one("SELECT pg_total_relation_size('x_large')");

        assertThat(mask(new MaskSettings(List.of(), Map.of("x_large.raw", As.KEEP), List.of(), Duration.ZERO))
                        .proof()
                        .found())
                .isEmpty();

        assertThat(one(place)).isNotEqualTo(before);
        assertThat(one("SELECT count(*) FROM x_large WHERE remark LIKE '%Quintanilla%' OR size <> length(remark)"))
                .isEqualTo("0");
        assertThat(one("SELECT count(*) || ' ' || count(DISTINCT code) || ' ' || count(DISTINCT id) FROM x_large"))
                .isEqualTo("6000 6000 6000");
        assertThat(one("SELECT count(*) FROM x_large WHERE raw = '\\x00ff0a09' AND at = '2026-03-01 12:00+00'"))
                .isEqualTo("6000");
        assertThat(one("SELECT count(*) FROM x_large l JOIN x_below b ON b.large = l.id JOIN x_seen s USING (remark)"))
                .isEqualTo("6000");
        assertThat(one("SELECT count(*) FROM x_audit")).isEqualTo("0");
        assertThat(one("SELECT pg_get_indexdef('x_large_at'::regclass)")).contains("WHERE (above IS NOT NULL)");
        assertThat(Long.parseLong(one("SELECT pg_total_relation_size('x_large')")))
                .isLessThan(Long.parseLong(size) * 13 / 10);
        assertThatThrownBy(() -> database.script("INSERT INTO x_below VALUES (7000)"))
                .hasStackTraceContaining("foreign key");
    }
}
