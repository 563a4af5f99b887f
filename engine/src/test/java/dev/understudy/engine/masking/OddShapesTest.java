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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that need quotes, types that have parts, keys that are texts: masking fails on none of them. */
class OddShapesTest {

    private static final byte[] KEY = "the key of one project, 32 bytes".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path room;

    private final Direct database = new Direct(TestPostgres.shared().newDatabase());

    @BeforeEach
    void odoo() {
        database.script(MaskingTest.resource("odoo.sql"));
        database.script(MaskingTest.resource("planted.sql"));
    }

    private MaskReport mask(Map<String, As> columns, String... accepted) {
        MaskSettings settings = new MaskSettings(List.of(), columns, List.of(accepted), Duration.ZERO);
        return new Masking()
                .mask(
                        database,
                        new MaskOrder(settings, new MaskKey(KEY), "run-1", room, room, Instant.EPOCH),
                        line -> {});
    }

    private String all(String table) {
        return database.rows("SELECT t::text FROM " + table + " t").toString();
    }

    @Test
    void aNameWithDotsQuotesAndBlanksIsAName() {
        database.script("""
                CREATE TABLE "x.y" ("na.me" text, "what?" text, "say ""hi""\" text);
                INSERT INTO "x.y" VALUES ('Zacarías Quintanilla', 'Xaver Unbekannt', 'Zacarías Quintanilla');
                CREATE SCHEMA "Old.Data";
                CREATE TABLE "Old.Data"."Kunden ""Süd""\" (id int, "Größe {d 1}" text);
                INSERT INTO "Old.Data"."Kunden ""Süd""\" VALUES (1, 'Xaver Unbekannt');
                CREATE TABLE "Besuche" ("Wer" text, "$1" text);
                INSERT INTO "Besuche"
                  SELECT 'Xaver Unbekannt', repeat('by Zacarías Quintanilla ', 40) || n FROM generate_series(1, 9000) n;
                CREATE MATERIALIZED VIEW "Old.Data"."a.view" AS SELECT "na.me" FROM "x.y";
                ANALYZE;
                """);

        MaskReport report = mask(Map.of());

        assertThat(report.proof().found()).isEmpty();
        assertThat(report.unsure()).contains("\"x.y\".\"na.me\"", "\"Old.Data\".\"Kunden \"\"Süd\"\"\".Größe {d 1}");
        assertThat(all("\"x.y\"") + all("\"Old.Data\".\"Kunden \"\"Süd\"\"\"") + all("\"Old.Data\".\"a.view\""))
                .doesNotContain("Quintanilla", "Xaver", "Unbekannt");
        assertThat(database.rows("SELECT count(*) FROM \"Besuche\" WHERE \"Wer\" ~ 'Xaver' OR \"$1\" ~ 'Quintanilla'"))
                .containsExactly(List.of("0"));
    }

    @Test
    void aFileDecidesOnColumnsOfAnySchema() {
        MaskReport report = mask(Map.of("archive_people.name", As.KEEP));

        assertThat(report.proof().found()).containsExactly(new Found("archive.people.name", 1));
    }

    @Test
    void whatAFileAcceptsMayBeOfAnySchema() {
        MaskReport report = mask(Map.of("archive_people.name", As.KEEP), "archive_people.name");

        assertThat(report.proof().found()).isEmpty();
        assertThat(report.proof().accepted()).containsExactly(new Found("archive.people.name", 1));
    }

    @Test
    void thePartsOfAValueAreMaskedEachAsItIs() {
        database.script("""
                CREATE EXTENSION hstore;
                CREATE DOMAIN x_short AS varchar(12) NOT NULL;
                CREATE DOMAIN x_shorter AS x_short;
                CREATE TYPE x_mood AS ENUM ('glad', 'sad');
                CREATE TYPE x_person AS (name text, born date, size numeric, mood x_mood, scan bytea, more jsonb, nick varchar(5));
                CREATE TYPE x_words AS RANGE (subtype = text);
                CREATE TABLE x_parts (
                  id int, who x_person, all_of_them x_person[], codes varchar(9)[], grid text[], side x_short[],
                  one x_shorter, attrs hstore, letter xml, span x_words, days daterange, nobody int[]);
                """);
        database.script("""
                INSERT INTO x_parts VALUES (
                  1,
                  ROW('Xaver "the \\ Cat" Unbekannt, (no)', '1984-05-12', 71.5, 'glad', '\\x58617665', '{"a": "Xaver"}', 'Xaver'),
                  ARRAY[ROW('Zacarías Quintanilla', NULL, 7, NULL, NULL, NULL, ''), NULL]::x_person[],
                  ARRAY['Unbekannt', NULL, 'NULL', ''], ARRAY[['Xaver', 'a,b{c}'], ['"x"', 'Unbekannt']],
                  ARRAY['Unbekannt Xa'], 'Unbekannt Xa',
                  '"who"=>"Xaver \\"X\\" Unbekannt", "Zacarías Quintanilla"=>"1", "none"=>NULL',
                  '<?xml version="1.0"?><note by="Xaver"><Quintanilla>Zacarías Quintanilla</Quintanilla><a href="x" y="1"/></note>',
                  '[Unbekannt,Xaver]', '[2026-01-01,2026-02-01)', '{1,2}');
                INSERT INTO x_parts (id, one) VALUES (2, 'x');
                """);

        assertThat(mask(Map.of()).proof().found()).isEmpty();

        assertThat(all("x_parts")).doesNotContain("Xaver", "Unbekannt", "Quintanilla", "1984-05-12", "58617665");
        assertThat(
                        database.rows(
                                "SELECT (who).size, (who).mood, (who).scan IS NULL, (who).born BETWEEN '1982-01-01' AND '1987-01-01',"
                                        + " cardinality(all_of_them), cardinality(codes), codes[2] IS NULL, array_dims(grid), days, nobody,"
                                        + " exist(attrs, 'who'), exist(attrs, 'none'), (all_of_them[1]).size FROM x_parts WHERE id = 1"))
                .containsExactly(List.of(
                        "71.5",
                        "glad",
                        "t",
                        "t",
                        "2",
                        "4",
                        "t",
                        "[1:2][1:2]",
                        "[2026-01-01,2026-02-01)",
                        "{1,2}",
                        "t",
                        "t",
                        "7"));
    }

    @Test
    void largeTablesWithPartsAreWrittenAnew() {
        database.script("""
                CREATE TYPE x_person AS (name text, born date);
                CREATE TABLE x_many (who x_person, codes varchar(9)[], pad text);
                INSERT INTO x_many SELECT ROW('Xaver Unbekannt'::text, '1984-05-12'::date)::x_person, ARRAY['Unbekannt'], repeat('pad ', 300)
                  FROM generate_series(1, 4000) n;
                """);

        assertThat(mask(Map.of("x_many.pad", As.KEEP)).proof().found()).isEmpty();

        assertThat(database.rows("SELECT count(*), count(DISTINCT who) FROM x_many WHERE who::text !~ 'Xaver'"))
                .containsExactly(List.of("4000", "1"));
    }

    @Test
    void aTypeThatMayHoldNothingAndIsUnknownGoes() {
        database.script("""
                CREATE TABLE x_found (id int, looked tsquery NOT NULL, path jsonpath, at box);
                INSERT INTO x_found VALUES (1, 'Quintanilla', '$.Quintanilla', '((1,2),(3,4))');
                """);

        mask(Map.of());

        assertThat(database.rows("SELECT path IS NULL, at IS NULL FROM x_found"))
                .containsExactly(List.of("t", "t"));
    }

    @Test
    void keysThatAreTextsStillJoin() {
        database.script("""
                CREATE TABLE x_branch (code varchar(40) PRIMARY KEY, head text);
                CREATE TABLE x_clerk (login text PRIMARY KEY, branch varchar(40) REFERENCES x_branch, boss text REFERENCES x_clerk);
                INSERT INTO x_branch VALUES ('Unbekannt Nord', 'Xaver'), ('Unbekannt Sued', 'Xaver');
                INSERT INTO x_clerk VALUES ('xaver unbekannt', 'Unbekannt Nord', NULL), ('y unbekannt', 'Unbekannt Sued', 'xaver unbekannt');
                CREATE TABLE x_alike (name text);
                CREATE UNIQUE INDEX ON x_alike (lower(name));
                INSERT INTO x_alike SELECT 'A ' || chr(97 + n % 26) || chr(97 + n / 26) FROM generate_series(0, 600) n;
                """);

        assertThat(mask(Map.of()).proof().found()).isEmpty();

        assertThat(all("x_branch") + all("x_clerk")).doesNotContainIgnoringCase("unbekannt");
        assertThat(database.rows("SELECT count(*), count(boss) FROM x_clerk c JOIN x_branch b ON b.code = c.branch"))
                .containsExactly(List.of("2", "1"));
        assertThat(database.rows(
                        "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND conrelid = 'x_clerk'::regclass"))
                .containsExactly(List.of("2"));
    }
}
