package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static dev.understudy.it.SampleProduction.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.cli.demo.OdooRpc;
import dev.understudy.model.run.RunView;
import dev.understudy.targets.host.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An administrator of Odoo who prepares production's database for whoever comes by with more power: by a server action, on a
 * real Odoo 19. The traps run a program where a superuser steps into them, as they did when superusers came by.
 */
@ExtendWith(SharedProduction.class)
@Timeout(900)
class HostileIT {

    private static final String TRAP = """
            LANGUAGE plpgsql AS $trap$ BEGIN
              IF (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
                EXECUTE 'COPY (SELECT 1) TO PROGRAM ''touch %1$s''';
              END IF;
              RETURN %2$s;
            END $trap$;
            """;

    private final SampleProduction sample;
    private final Api api;
    private final Path witness = Path.of("/tmp", "understudy-hostile-" + UUID.randomUUID());

    HostileIT(SampleProduction sample) {
        this.sample = sample;
        this.api = sample.api();
    }

    @BeforeEach
    void prepareTheDatabase() {
        String sql = "CREATE FUNCTION public.to_regclass(text) RETURNS regclass "
                + TRAP.formatted(witness, "pg_catalog.to_regclass($1)")
                + "CREATE FUNCTION public.pg_get_constraintdef(oid) RETURNS text "
                + TRAP.formatted(witness, "pg_catalog.pg_get_constraintdef($1)")
                + "CREATE FUNCTION public.pg_get_indexdef(oid) RETURNS text "
                + TRAP.formatted(witness, "pg_catalog.pg_get_indexdef($1)")
                + "CREATE FUNCTION public.pg_database_size(name) RETURNS bigint "
                + TRAP.formatted(witness, "pg_catalog.pg_database_size($1)")
                + "CREATE FUNCTION public.fire() RETURNS trigger " + TRAP.formatted(witness, "NEW")
                + """
                CREATE TRIGGER fire BEFORE UPDATE ON res_users FOR EACH ROW EXECUTE FUNCTION public.fire();
                CREATE TRIGGER fire BEFORE UPDATE ON ir_cron FOR EACH ROW EXECUTE FUNCTION public.fire();
                CREATE TRIGGER fire BEFORE UPDATE ON ir_config_parameter FOR EACH ROW EXECUTE FUNCTION public.fire();
                DO $do$ BEGIN
                  EXECUTE pg_catalog.format('ALTER DATABASE %I SET search_path = public, pg_catalog', current_database());
                END $do$;
                """;
        try (OdooRpc odoo = sample.signIn(PRODUCTION)) {
            int model = odoo.search("ir.model", List.of(List.of("model", "=", "res.partner")))
                    .getFirst();
            List<Integer> action = odoo.create(
                    "ir.actions.server",
                    List.of(Map.of(
                            "name",
                            "Prepare",
                            "model_id",
                            model,
                            "state",
                            "code",
                            "code",
                            "env.cr.execute(\"\"\"" + sql + "\"\"\")")),
                    Map.of());
            odoo.execute("ir.actions.server", "run", List.of(action), Map.of());
        }
    }

    @AfterEach
    void forget() {
        sample.service().host().delete(witness);
    }

    @Test
    void noVerbRunsWhatTheDatabaseHolds() throws Exception {
        assertThat(sample.service().database(PRODUCTION).rows("SELECT to_regclass('public.res_users')"))
                .as("the traps are set, and harmless for Odoo")
                .containsExactly(List.of("res_users"));

        assertThatThrownBy(() -> sample.service()
                        .database(PRODUCTION)
                        .script("COPY (SELECT 1) TO PROGRAM 'touch " + witness + "'"))
                .hasMessageContaining("42501");

        assertThat(api.get("/status").status()).isEqualTo(200);
        for (String verb : List.of("snapshot", "backup")) {
            succeeded(PRODUCTION, verb);
        }
        succeeded(STAGING, "refresh");
        succeeded(STAGING, "backup");

        assertThat(witness).doesNotExist();
        // Production's server is not the control plane's, and neither is the copy's.
        assertThat(owner("volumes/production/live/pgdata")).endsWith("-pg_production");
        assertThat(owner("volumes/staging/live/pgdata")).endsWith("-pg_staging");
        assertThat(owner("control/pgdata")).endsWith("-pg");
    }

    private void succeeded(String environment, String verb) {
        RunView run = api.perform(environment, verb, Map.of());
        assertThat(run.status()).as(api.told(run)).isEqualTo("succeeded");
    }

    private String owner(String path) throws Exception {
        Path file = sample.service().home().directory().resolve(path);
        assertThat(Files.exists(file)).isTrue();
        return sample.service()
                .host()
                .require(Command.of("stat", "-c", "%U", "--", file))
                .out()
                .strip();
    }
}
