package dev.understudy.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.Direct;
import dev.understudy.engine.TestPostgres;
import dev.understudy.odoo.access.AccessChange;
import dev.understudy.odoo.access.AccessRights;
import dev.understudy.odoo.access.Operation;
import dev.understudy.odoo.access.Right;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTablesTest {

    private final Direct database = new Direct(TestPostgres.shared().newDatabase());

    /** Names of menus are text up to 15.0, and JSON by language from 16.0 on. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"text, 'Orders'", "jsonb, `'{\"en_US\": \"Orders\", \"es_ES\": \"Pedidos\"}'`"})
    void whoLosesAListIsNamedThroughImpliedGroups(String type, String name) {
        database.script("""
                CREATE TABLE res_users (id int, login text, active boolean, share boolean);
                INSERT INTO res_users VALUES (2, 'admin', true, false), (3, 'ada', true, false),
                       (4, 'left', false, false), (5, 'customer', true, true);
                CREATE TABLE res_groups_users_rel (gid int, uid int);
                INSERT INTO res_groups_users_rel VALUES (20, 2), (30, 3), (10, 4), (10, 5);
                CREATE TABLE res_groups_implied_rel (gid int, hid int);
                INSERT INTO res_groups_implied_rel VALUES (30, 10);
                CREATE TABLE ir_model (id int, model text);
                INSERT INTO ir_model VALUES (1, 'acme.order');
                CREATE TABLE ir_model_access (id int, model_id int, group_id int, active boolean, perm_read boolean,
                                              perm_write boolean, perm_create boolean, perm_unlink boolean);
                INSERT INTO ir_model_access VALUES (1, 1, 10, true, true, false, false, false),
                       (2, 1, 20, true, true, true, true, true);
                CREATE TABLE ir_ui_menu (id int, parent_id int, name TYPE, action text, active boolean);
                INSERT INTO ir_ui_menu VALUES (1, NULL, NAME, 'ir.actions.act_window,7', true);
                CREATE TABLE ir_ui_menu_group_rel (menu_id int, gid int);
                CREATE TABLE ir_act_window (id int, res_model text);
                INSERT INTO ir_act_window VALUES (7, 'acme.order');
                CREATE TABLE ir_model_fields (model text, name text, relation text);
                CREATE TABLE ir_rule (id int, name text, model_id int, domain_force text, active boolean,
                                      perm_read boolean, perm_write boolean, perm_create boolean, perm_unlink boolean);
                INSERT INTO ir_rule VALUES (1, 'all', 1, NULL, true, true, false, false, false);
                CREATE TABLE rule_group_rel (rule_group_id int, group_id int);
                INSERT INTO rule_group_rel VALUES (1, 10);
                CREATE TABLE ir_model_data (module text, name text, model text, res_id int);
                INSERT INTO ir_model_data VALUES ('base', 'group_user', 'res.groups', 10);
                """.replace("TYPE", type).replace("NAME", name));
        AccessRights before = AccessTables.of(database);
        database.script("DELETE FROM ir_model_access WHERE id = 1;"
                + " UPDATE ir_rule SET domain_force = '[(''id'', ''='', 0)]'");

        AccessChange change = before.changeTo(AccessTables.of(database));

        assertThat(change.grave()).extracting(AccessChange.Moved::shown).containsExactly("acme.order read: ada");
        assertThat(change.menus()).extracting(AccessChange.Gone::shown).containsExactly("Orders: ada");
        assertThat(change.rules())
                .containsExactly("~ acme.order \"all\" (base.group_user): [] for read → [('id', '=', 0)] for read");

        database.script("ALTER TABLE ir_model ADD COLUMN abstract boolean; UPDATE ir_model SET abstract = true");
        assertThat(before.changeTo(AccessTables.of(database)).grave())
                .as("of a model that became abstract nobody read records by itself")
                .isEmpty();
    }

    /** From 20.0 on: with a group an entry permits, without one it restricts. */
    @Test
    void whoLosesAListIsNamedWhereAccessIsOneTable() {
        database.script("""
                CREATE TABLE res_users (id int, login text, active boolean, share boolean);
                INSERT INTO res_users VALUES (2, 'admin', true, false), (3, 'ada', true, false);
                CREATE TABLE res_groups_users_rel (gid int, uid int);
                INSERT INTO res_groups_users_rel VALUES (20, 2), (10, 3);
                CREATE TABLE res_groups_implied_rel (gid int, hid int);
                CREATE TABLE ir_model (id int, model text);
                INSERT INTO ir_model VALUES (1, 'acme.order');
                CREATE TABLE ir_access (id int, name text, model_id int, group_id int, active boolean, operation text,
                                        domain text);
                INSERT INTO ir_access VALUES (1, 'clerks', 1, 10, true, 'ru', '[(''user_id'', ''='', user.id)]'),
                       (2, 'heads', 1, 20, true, 'crud', NULL), (3, 'companies', 1, NULL, true, 'crud', NULL),
                       (4, 'gone', 1, 10, false, 'crud', NULL);
                CREATE TABLE ir_ui_menu (id int, parent_id int, name text, action text, active boolean);
                INSERT INTO ir_ui_menu VALUES (1, NULL, 'Orders', 'ir.actions.act_window,7', true);
                CREATE TABLE ir_ui_menu_group_rel (menu_id int, gid int);
                CREATE TABLE ir_act_window (id int, res_model text);
                INSERT INTO ir_act_window VALUES (7, 'acme.order');
                CREATE TABLE ir_model_fields (model text, name text, relation text);
                CREATE TABLE ir_model_data (module text, name text, model text, res_id int);
                INSERT INTO ir_model_data VALUES ('base', 'group_user', 'res.groups', 10);
                """);
        AccessRights before = AccessTables.of(database);

        assertThat(before.rights())
                .containsExactlyInAnyOrder(
                        new Right("acme.order", 10, EnumSet.of(Operation.READ, Operation.WRITE)),
                        new Right("acme.order", 20, EnumSet.allOf(Operation.class)));
        assertThat(before.rules())
                .containsOnly(
                        Map.entry(
                                "acme.order \"clerks\" (base.group_user)",
                                "[('user_id', '=', user.id)] for read write"),
                        Map.entry("acme.order \"companies\" (everybody)", "[] for read write create unlink"));

        database.script("UPDATE ir_access SET operation = 'u' WHERE id = 1");
        AccessChange change = before.changeTo(AccessTables.of(database));
        assertThat(change.grave()).extracting(AccessChange.Moved::shown).containsExactly("acme.order read: ada");
    }
}
