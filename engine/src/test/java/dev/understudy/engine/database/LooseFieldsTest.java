package dev.understudy.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.Direct;
import dev.understudy.engine.TestPostgres;
import dev.understudy.odoo.log.LogEntry;
import dev.understudy.odoo.log.LogParser;
import dev.understudy.odoo.update.ModuleRow;
import dev.understudy.odoo.update.UpdateVerdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LooseFieldsTest {

    private final Direct database = new Direct(TestPostgres.shared().newDatabase());

    private Set<String> known() {
        database.script("""
                CREATE TABLE ir_model_fields (model text, name text, required boolean, store boolean);
                INSERT INTO ir_model_fields VALUES ('res.currency', 'symbol', true, true),
                       ('res.currency', 'name', true, true), ('res.currency', 'note', false, true);
                CREATE TABLE res_currency (symbol text, name text NOT NULL, note text);
                """);
        return LooseFields.of(database).messages();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WARNING acme odoo.schema: Missing not-null constraint on res.currency.symbol",
                "ERROR acme odoo.schema: Table 'res_currency': unable to set NOT NULL on column 'symbol'",
                "WARNING acme odoo.schema: column \"symbol\" of relation \"res_currency\" contains null values\n "
            })
    void whatWasSoBeforeTheUpdateIsNotItsDoingInTheWordsOfAnySeries(String line) {
        assertThat(judged(line, known()).worked()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WARNING acme odoo.schema: Missing not-null constraint on res.currency.note",
                "ERROR acme odoo.schema: Table 'res_currency': unable to set NOT NULL on column 'note'",
                "WARNING acme odoo.schema: column \"name\" of relation \"res_currency\" contains null values\n "
            })
    void whatTheUpdateAsksForAnewFails(String line) {
        assertThat(judged(line, known()).worked()).isFalse();
    }

    @Test
    void aDatabaseWithoutTablesHasNone() {
        assertThat(LooseFields.of(database).messages()).isEmpty();
    }

    private static UpdateVerdict judged(String line, Set<String> known) {
        List<LogEntry> log = LogParser.parse("2026-11-20 12:00:00,000 1 " + line
                + "\n2026-11-20 12:00:01,000 1 INFO acme odoo.modules.loading: Modules loaded. \n");
        return UpdateVerdict.of(0, log, List.of(new ModuleRow("sale", "installed", "1")), Map.of(), known);
    }
}
