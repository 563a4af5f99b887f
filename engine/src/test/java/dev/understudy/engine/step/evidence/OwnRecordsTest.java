package dev.understudy.engine.step.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.understudy.engine.Direct;
import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.release.ManifestFiles;
import dev.understudy.engine.release.ModuleCatalog;
import dev.understudy.engine.release.ModulePlan;
import dev.understudy.model.evidence.OwnRecord;
import dev.understudy.model.evidence.OwnRecord.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On tables as Odoo has them, with an update that is a line of SQL. */
class OwnRecordsTest {

    private static final ModulePlan UPDATE = new ModulePlan(List.of("acme"), List.of(), List.of());

    private final Direct database = new Direct(TestPostgres.shared().newDatabase());

    @TempDir
    private Path folder;

    @BeforeEach
    void odoo() {
        database.script("""
                CREATE TABLE res_users (id int, login text, write_uid int);
                INSERT INTO res_users VALUES (1, '__system__', 1), (2, 'ana', 1);
                CREATE TABLE ir_module_module (id int, name text, state text);
                INSERT INTO ir_module_module VALUES (1, 'acme', 'installed'), (2, 'acme_more', 'installed'),
                    (3, 'acme_left', 'uninstalled'), (4, 'other', 'installed');
                CREATE TABLE ir_module_module_dependency (module_id int, name text);
                INSERT INTO ir_module_module_dependency VALUES (2, 'acme'), (3, 'acme');
                CREATE TABLE ir_model_data (module text, name text, model text, res_id int, noupdate boolean);
                INSERT INTO ir_model_data VALUES
                    ('acme', 'list', 'ir.ui.view', 1, false), ('acme_more', 'list', 'ir.ui.view', 2, false),
                    ('other', 'list', 'ir.ui.view', 3, false), ('acme', 'untouched', 'ir.ui.view', 4, false),
                    ('acme', 'mail', 'mail.template', 1, true), ('acme', 'level', 'acme.level', 1, true),
                    ('acme', 'own_level', 'acme.level', 2, true), ('acme', 'key', 'ir.config_parameter', 1, false),
                    ('acme', 'nowhere', 'acme.gone', 1, false);
                CREATE TABLE ir_ui_view (id int, name text, arch_db jsonb, arch_prev text, write_uid int, write_date timestamp);
                INSERT INTO ir_ui_view VALUES (1, 'a', '{"en_US": "<a/>", "es_ES": "<b/>"}', '', 2, now()),
                    (2, 'b', '{"en_US": "<a/>"}', '', 2, now()), (3, 'c', '{"en_US": "<a/>"}', '', 2, now()),
                    (4, 'd', '{"en_US": "<a/>"}', '', 1, now());
                CREATE TABLE mail_template (id int, name jsonb, body_html jsonb, write_uid int);
                INSERT INTO mail_template VALUES (1, '{"en_US": "Offer"}', '{"en_US": "Ours"}', 2);
                CREATE TABLE acme_level (id int, name text, write_uid int);
                INSERT INTO acme_level VALUES (1, 'Low', 1), (2, 'High', 2);
                CREATE TABLE ir_config_parameter (id int, key text, value text, write_uid int);
                INSERT INTO ir_config_parameter VALUES (1, 'acme.key', 'a secret of ours', 2);
                """);
    }

    @Test
    void whatPeopleWroteIsToldWithWhatBecameOfItTheWorstFirst() throws IOException {
        OwnRecords.Seen seen = update("""
                UPDATE ir_ui_view SET arch_db = '{"en_US": "<new/>", "es_ES": "<b/>"}', write_uid = 1 WHERE id = 1;
                UPDATE ir_config_parameter SET value = 'a secret of the code', write_uid = 1;
                DELETE FROM ir_ui_view WHERE id = 2;
                UPDATE ir_ui_view SET arch_db = '{"en_US": "<new/>"}' WHERE id IN (3, 4);
                """, "7", "7");

        assertThat(seen.records())
                .extracting(OwnRecord::fate, OwnRecord::kind, OwnRecord::id, OwnRecord::by, OwnRecord::columns)
                .containsExactly(
                        line(Fate.REMOVED, "view", "acme_more.list", "ana"),
                        line(Fate.OVERWRITTEN, "parameter", "acme.key", "ana", "value"),
                        line(Fate.OVERWRITTEN, "view", "acme.list", "ana", "arch_db"),
                        line(Fate.KEPT, "template", "acme.mail", "ana"));
        assertThat(seen.texts()).contains("<new/>", "es_ES: <b/>", "Ours").doesNotContain("secret");
    }

    @Test
    void whatTheReleaseChangesAndTheUpdateLeavesAloneIsToldWhoeverWroteIt() throws IOException {
        OwnRecords.Seen seen = update("SELECT 1", "7", "8");

        assertThat(seen.records())
                .filteredOn(record -> record.fate() == Fate.STALE)
                .extracting(OwnRecord::id, OwnRecord::by)
                .containsExactly(tuple("acme.level", ""), tuple("acme.own_level", "ana"));
        assertThat(seen.texts()).contains("in the release, and not in the database", "8");
    }

    @Test
    void aColumnThatTheReleaseBringsIsNobodysLoss() throws IOException {
        OwnRecords.Seen seen = update("ALTER TABLE ir_ui_view ADD customized boolean DEFAULT true", "7", "7");

        assertThat(seen.records()).noneMatch(record -> record.fate() == Fate.OVERWRITTEN);
    }

    private static Tuple line(Fate fate, String kind, String id, String by, String... columns) {
        return tuple(fate, kind, id, by, List.of(columns));
    }

    private OwnRecords.Seen update(String sql, String before, String after) throws IOException {
        OwnRecords records = OwnRecords.before(database, code("old", before), code("new", after), UPDATE);
        database.script(sql);
        return records.after();
    }

    private ModuleCatalog code(String name, String days) throws IOException {
        Path module = Files.createDirectories(folder.resolve(name).resolve("acme"));
        Files.writeString(module.resolve("__manifest__.py"), "{'name': 'Acme', 'data': ['data.xml', 'not_there.xml']}");
        Files.writeString(module.resolve("data.xml"), """
                <odoo noupdate="1">
                    <record id="level" model="acme.level"><field name="days">%1$s</field></record>
                    <record id="own_level" model="acme.level"><field name="days">1%1$s</field></record>
                </odoo>
                """.formatted(days));
        return ModuleCatalog.read(List.of(folder.resolve(name)), List.of(), new ManifestFiles());
    }
}
