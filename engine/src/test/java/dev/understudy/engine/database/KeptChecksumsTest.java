package dev.understudy.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.Direct;
import dev.understudy.engine.TestPostgres;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptChecksumsTest {

    private final Direct database = new Direct(TestPostgres.shared().newDatabase());

    @ParameterizedTest
    @ValueSource(strings = {"key", "key, company_id"})
    void areKeptWhateverTheConstraintOnParametersIs(String unique) {
        database.script("""
                CREATE TABLE ir_config_parameter (
                    id serial PRIMARY KEY, key text, value text, company_id int,
                    create_uid int, create_date timestamp, write_uid int, write_date timestamp,
                    UNIQUE (UNIQUE_KEY))
                """.replace("UNIQUE_KEY", unique));
        SqlOdooDatabase odoo = new SqlOdooDatabase(database.doors());

        odoo.keepChecksums(Map.of("sale", "one"));
        odoo.keepChecksums(Map.of("sale", "two"));

        assertThat(odoo.checksums()).contains(Map.of("sale", "two"));
        assertThat(database.doors().reader().rows("SELECT 1 FROM public.ir_config_parameter"))
                .hasSize(1);
    }
}
