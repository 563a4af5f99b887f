package dev.understudy.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.Direct;
import dev.understudy.engine.TestPostgres;
import dev.understudy.targets.postgres.Catalog;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValuesSetAsideTest {

    private final Direct database = new Direct(TestPostgres.shared().newDatabase());

    private List<String> after(String update) {
        database.script("""
                CREATE TABLE res_partner (id int, contract text);
                INSERT INTO res_partner VALUES (1, 'K-1'), (2, 'K-2'), (3, NULL);
                """);
        Catalog before = Catalog.of(database);
        database.script("ALTER TABLE res_partner RENAME contract TO contract_moved0; "
                + "ALTER TABLE res_partner ADD contract int; " + update);
        return ValuesSetAside.of(database, before.differenceTo(Catalog.of(database))).stream()
                .map(ValuesSetAside::shown)
                .toList();
    }

    @Test
    void whatStaysInTheOldColumnIsLost() {
        assertThat(after("")).containsExactly("res_partner.contract (2)");
    }

    @Test
    void aDefaultIsNotWhatPeopleHadWritten() {
        assertThat(after("UPDATE res_partner SET contract = 0")).containsExactly("res_partner.contract (2)");
    }

    @Test
    void whatAScriptCarriedOverIsNot() {
        assertThat(after("UPDATE res_partner SET contract = substring(contract_moved0 from 3)::int"))
                .isEmpty();
    }

    @Test
    void whatAScriptThrewAwayOnPurposeIsNot() {
        assertThat(after("UPDATE res_partner SET contract_moved0 = NULL")).isEmpty();
    }
}
