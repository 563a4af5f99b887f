package dev.understudy.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.Direct;
import dev.understudy.engine.TestPostgres;
import dev.understudy.odoo.access.AccessChange;
import dev.understudy.odoo.access.AccessChange.Moved;
import dev.understudy.odoo.access.Operation;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UsedRightsTest {

    private final Direct database = new Direct(TestPostgres.shared().newDatabase());

    @BeforeEach
    void rows() {
        database.script("""
                CREATE TABLE res_users (id int, login text);
                INSERT INTO res_users VALUES (2, 'ada'), (3, 'bob'), (4, 'eve');
                CREATE TABLE acme_order (id int, create_uid int, create_date timestamp, write_uid int, write_date timestamp);
                INSERT INTO acme_order VALUES
                    (1, 2, now() - interval '5 days', 3, now() - interval '1 day'),
                    (2, 4, now() - interval '1 year', 4, now() - interval '200 days');
                CREATE TABLE acme_level (id int);
                """);
    }

    private List<String> grave(String model, Operation operation) {
        Moved lost = new Moved(model, operation, List.of("ada", "bob", "eve"), false);
        AccessChange change = new AccessChange(List.of(lost), List.of(), List.of(), List.of());
        return UsedRights.weighed(change, () -> database).grave().stream()
                .map(Moved::shown)
                .toList();
    }

    @Test
    void whoChangedRecordsLatelyMissesTheRightTo() {
        assertThat(grave("acme.order", Operation.WRITE)).containsExactly("acme.order write: bob");
    }

    @Test
    void whoMadeRecordsLatelyMissesTheRightTo() {
        assertThat(grave("acme.order", Operation.CREATE)).containsExactly("acme.order create: ada");
    }

    @Test
    void whatNobodyDidIsNotMissed() {
        assertThat(grave("acme.order", Operation.UNLINK)).isEmpty();
        assertThat(grave("acme.level", Operation.WRITE)).isEmpty();
        assertThat(grave("acme.wizard", Operation.CREATE)).isEmpty();
    }
}
