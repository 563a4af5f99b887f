package dev.understudy.engine.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.understudy.engine.Direct;
import dev.understudy.engine.TestPostgres;
import dev.understudy.odoo.mask.Entities;
import dev.understudy.odoo.mask.MaskKey;
import dev.understudy.targets.postgres.DatabaseEntry;
import dev.understudy.targets.postgres.Owner;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a copy, the role that signs in may write tables anew; it acts as Odoo's, which may not. */
class TableRewriteTest {

    @TempDir
    private Path room;

    private final Direct database = new Direct(TestPostgres.shared().newDatabase());
    private final String signed = "x_signed_" + database.entry().database();
    private final String acting = "x_acting_" + database.entry().database();

    @BeforeEach
    void roles() {
        database.script("CREATE ROLE " + acting + "; CREATE ROLE " + signed + " LOGIN PASSWORD '" + signed + "'; GRANT "
                + acting + " TO " + signed);
    }

    @AfterEach
    void noRoles() {
        database.script("DROP OWNED BY " + signed + "; DROP ROLE " + signed + "; DROP ROLE " + acting);
    }

    private Owner owner() {
        DatabaseEntry own = database.entry();
        return new DatabaseEntry(
                        own.place(), own.server(), own.port(), own.database(), signed, signed, "-c role=" + acting)
                .owner();
    }

    private boolean possible() {
        try (Workers workers = new Workers(new MaskKey(new byte[MaskKey.LENGTH]), new Entities())) {
            return new TableRewrite(owner(), workers, room, _ -> {}).possible();
        }
    }

    @Test
    void theRightOfTheRoleThatSignsInIsEnough() {
        assumeThat(Integer.parseInt(
                        database.rows("SHOW server_version_num").getFirst().getFirst()))
                .isGreaterThanOrEqualTo(150_000);
        database.script("GRANT SET ON PARAMETER session_replication_role TO " + signed);

        assertThat(possible()).isTrue();
        assertThat(owner().rows("SELECT current_user").getFirst().getFirst()).isEqualTo(acting);
    }

    @Test
    void withoutItTablesAreUpdated() {
        assertThat(possible()).isFalse();
    }
}
