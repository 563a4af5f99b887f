package dev.understudy.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.Direct;
import dev.understudy.engine.TestPostgres;
import org.junit.jupiter.api.Test;

/** The fingerprint of a data model is that of its fields and modules, and of nothing that people enter. */
class DataModelTest {

    private final Direct database = new Direct(TestPostgres.shared().newDatabase());

    private String model() {
        return new SqlOdooDatabase(database.doors()).dataModel();
    }

    @Test
    void itChangesWithFieldsAndModulesAndWithNothingElse() {
        database.script("""
                CREATE TABLE ir_model_fields (id serial, model text, name text, ttype text, relation text, store boolean);
                CREATE TABLE ir_module_module (id serial, name text, state text, latest_version text);
                CREATE TABLE sale_order (id serial, name text);
                INSERT INTO ir_model_fields (model, name, ttype, store) VALUES ('sale.order', 'name', 'char', true);
                INSERT INTO ir_module_module (name, state, latest_version) VALUES ('sale', 'installed', '19.0.1.0'),
                                                                                  ('hr', 'uninstalled', null);
                """);
        String before = model();
        assertThat(before).hasSize(12);

        database.script("INSERT INTO sale_order (name) VALUES ('S1'); UPDATE ir_model_fields SET id = 99");
        assertThat(model()).isEqualTo(before);
        for (String change : new String[] {
            "INSERT INTO ir_model_fields (model, name, ttype, store) VALUES ('sale.order', 'carrier', 'char', true)",
            "UPDATE ir_model_fields SET ttype = 'text' WHERE name = 'name'",
            "UPDATE ir_module_module SET latest_version = '19.0.2.0' WHERE name = 'sale'",
            "UPDATE ir_module_module SET state = 'installed' WHERE name = 'hr'"
        }) {
            String last = model();
            database.script(change);
            assertThat(model()).as(change).isNotEqualTo(last);
        }
    }
}
