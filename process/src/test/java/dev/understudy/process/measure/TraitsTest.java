package dev.understudy.process.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.TestPostgres;
import dev.understudy.model.drift.Trait;
import dev.understudy.model.drift.Trait.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an installation is, from a PostgreSQL with tables as Odoo makes them. */
class TraitsTest {

    private static final String PEOPLE = """
            CREATE TABLE res_users (id int, login text, active boolean);
            INSERT INTO res_users VALUES (2, 'ada', true);
            CREATE TABLE ir_model (id int, model text);
            INSERT INTO ir_model VALUES (1, 'acme.order');
            """;

    private final Plain database = new Plain(TestPostgres.shared().newDatabase());

    @Test
    void accessIsReadFromTwoTables() {
        database.script(PEOPLE + """
                CREATE TABLE ir_model_access (model_id int, name text, group_id int, active boolean, perm_read boolean,
                    perm_write boolean, perm_create boolean, perm_unlink boolean, write_uid int);
                INSERT INTO ir_model_access VALUES (1, 'clerks', 10, true, true, true, false, false, 2);
                CREATE TABLE ir_rule (id int, model_id int, name text, domain_force text, active boolean, write_uid int);
                INSERT INTO ir_rule VALUES (4, 1, 'own', '[(1, ''='', 1)]', true, NULL)""");

        assertThat(settled())
                .containsExactlyInAnyOrder(
                        new Trait(Kind.ACCESS, "acme.order: clerks #10", "read write", "ada"),
                        new Trait(Kind.RULE, "acme.order: own #4", "[(1, '=', 1)]", ""));
    }

    @Test
    void from20OnAccessIsReadFromOne() {
        database.script(PEOPLE + """
                CREATE TABLE ir_access (model_id int, name text, group_id int, active boolean, operation text, domain text,
                    write_uid int);
                INSERT INTO ir_access VALUES (1, 'clerks', 10, true, 'ru', '[(1, ''='', 1)]', 2),
                    (1, 'companies', NULL, true, 'crud', NULL, NULL), (1, 'gone', 10, false, 'r', NULL, NULL)""");

        assertThat(settled())
                .containsExactlyInAnyOrder(
                        new Trait(Kind.ACCESS, "acme.order: clerks #10", "ru [(1, '=', 1)]", "ada"),
                        new Trait(Kind.ACCESS, "acme.order: companies #0", "crud", ""));
    }

    /** Without what the server is set to. */
    private List<Trait> settled() {
        return Traits.of(database).stream()
                .filter(trait -> trait.kind() != Kind.SETTING)
                .toList();
    }
}
