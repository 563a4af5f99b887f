package dev.understudy.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.odoo.log.LogEntry;
import dev.understudy.odoo.log.LogParser;
import org.junit.jupiter.api.Test;

class LeavingModulesTest {

    /** As Odoo 19 logs the uninstallation of a module whose records another module's rows name. */
    private static final String LOG = """
            2026-11-29 20:03:51,302 1 INFO acme odoo.addons.base.models.ir_model: Deleting acme.dispatch.round(2, 1)
            2026-11-29 20:03:51,304 1 ERROR acme odoo.sql_db: bad query: b'DELETE FROM "acme_dispatch_round" WHERE id IN (2, 1)'
            ERROR: update or delete on table "acme_dispatch_round" violates foreign key constraint "x" on table "stock_picking"
            DETAIL:  Key (id)=(1) is still referenced from table "stock_picking".

            2026-11-29 20:03:51,313 1 ERROR acme odoo.sql_db: bad query: b'DELETE FROM "acme_dispatch_round" WHERE id IN (2)'
            ERROR: update or delete on table "acme_dispatch_round" violates foreign key constraint "x" on table "stock_picking"
            2026-11-29 20:03:51,360 1 ERROR acme odoo.sql_db: bad query: b'UPDATE "stock_picking" SET "state" = NULL'
            ERROR: null value in column "state" of relation "stock_picking" violates not-null constraint
            2026-11-29 20:03:53,756 1 INFO acme odoo.modules.loading: Modules loaded.
            """;

    @Test
    void whatOdooOnlyTriedToDeleteIsNoError() {
        assertThat(LeavingModules.counted(LogParser.parse(LOG)))
                .filteredOn(entry -> entry.message().startsWith("bad query"))
                .extracting(LogEntry::message)
                .singleElement()
                .asString()
                .contains("stock_picking");
    }
}
