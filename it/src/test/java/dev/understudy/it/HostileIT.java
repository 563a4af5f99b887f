package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static dev.understudy.it.SampleProduction.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.demo.OdooRpc;
import dev.understudy.it.HostileTraps.Trap;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.ReleaseView;
import dev.understudy.targets.host.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An administrator of Odoo who prepares production's database for whoever comes by with more power, by a server action, and a
 * committer whose release tries to get out wherever it is run: on a real Odoo 19, against every verb.
 */
@ExtendWith(SharedProduction.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(1500)
class HostileIT {

    private final SampleProduction sample;
    private final LiveService service;
    private final Api api;
    private final HostileCanary canary;
    private final HostileTraps traps;
    private String release = "";

    HostileIT(SampleProduction sample) {
        this.sample = sample;
        this.service = sample.service();
        this.api = sample.api();
        this.canary = new HostileCanary(service.host());
        this.traps = new HostileTraps(canary);
    }

    @AfterAll
    void forget() {
        canary.close();
    }

    /** Else the other tests could pass because the attacks are broken. */
    @Test
    @Order(1)
    void everyTrapSpringsWhereASuperuserComesBy() {
        try (HostileCanary other = new HostileCanary(service.host());
                Unwalled server = new Unwalled(service.host())) {
            HostileTraps set = new HostileTraps(other);
            for (String table : List.of("res_users", "ir_cron", "ir_config_parameter", "ir_mail_server")) {
                server.asOdoo("CREATE TABLE " + table + " (id int); INSERT INTO " + table + " VALUES (1)");
            }
            set.all().forEach(trap -> server.asOdoo(trap.set()));
            set.all()
                    .forEach(trap ->
                            server.asSuperuser("SET search_path = public, pg_catalog, pg_temp; " + trap.step()));
            // The one who sets them steps in himself, and nothing happens.
            server.asSuperuser(set.attempts().getFirst());

            List<String> names = set.all().stream().map(Trap::name).toList();
            assertThat(other.sung()).containsAll(names).contains("attempt").hasSize(names.size() + 1);
        }
    }

    @Test
    @Order(2)
    void anAdministratorSetsThemByAServerAction() {
        StringBuilder sql = new StringBuilder();
        traps.all().forEach(trap -> sql.append(trap.set()));
        action(sql + HostileTraps.SETTINGS);

        assertThat(service.database(PRODUCTION).rows("SELECT public.to_regclass('public.res_users')"))
                .as("they are harmless for Odoo")
                .containsExactly(List.of("res_users"));
        for (String attempt : traps.attempts()) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> action(attempt))
                    .as(attempt)
                    .isInstanceOf(RuntimeException.class);
        }
        assertThat(sample.serves(PRODUCTION)).isTrue();
        assertThat(canary.sung()).isEmpty();
    }

    @Test
    @Order(3)
    void noVerbRunsWhatTheDatabaseHolds() {
        assertThat(api.get("/status").status()).isEqualTo(200);
        assertThat(sample.production().status()).isEqualTo("running");
        succeeded(api.perform(PRODUCTION, "snapshot", Map.of("name", "trapped")));
        succeeded(api.perform(PRODUCTION, "backup", Map.of("file", "trapped.zip")));
        succeeded(api.perform(STAGING, "refresh", Map.of()));
        succeeded(api.perform(STAGING, "backup", Map.of("file", "copy.zip")));
        succeeded(api.perform(STAGING, "restore", Map.of("backup", "copy.zip")));
        succeeded(api.perform(STAGING, "snapshot", Map.of()));

        assertThat(canary.sung()).isEmpty();
        // Production's server is not the control plane's, and neither is the copy's.
        assertThat(owner("volumes/production/live/pgdata")).endsWith("-pg_production");
        assertThat(owner("volumes/staging/live/pgdata")).endsWith("-pg_staging");
        assertThat(owner("control/pgdata")).endsWith("-pg");
        assertThat(owner("mirrors/sales.git")).endsWith("-git");
    }

    @Test
    @Order(4)
    void aReleaseGetsOutNowhere() throws IOException {
        HostileRelease hostile = new HostileRelease(service.home(), canary, traps);
        assertThat(hostile.unwalled(service.host())).contains("file", "command");
        ReleaseView made = api.release(sample.commitOn("sales", hostile.subject(), hostile::write));
        release = made.id();

        RunView rehearsed = succeeded(api.rehearse(made.id()));

        String log = api.get("/runs/" + rehearsed.id() + "/evidence/update-log").body();
        assertThat(log).contains("HOSTILE tried at import", "HOSTILE tried before", "HOSTILE tried after");
        assertThat(log).doesNotContain("HOSTILE got");
        assertThat(canary.sung()).isEmpty();

        succeeded(api.deploy(made.id()));

        assertThat(Files.readString(
                        service.home().first().environment(PRODUCTION).resolve("logs/production-web-blue.log")))
                .doesNotContain("HOSTILE got");
        assertThat(canary.sung()).isEmpty();
        assertThat(sample.serves(PRODUCTION)).isTrue();
        assertThat(api.get("/environments/rehearsal").status()).isEqualTo(404);
    }

    @Test
    @Order(5)
    void theWayBackRunsNothingEither() {
        succeeded(api.perform(STAGING, "refresh", Map.of()));
        succeeded(api.perform(PRODUCTION, "rollback", Map.of("to", "trapped", "discard", "true")));

        assertThat(sample.production().release()).isNotEqualTo(release);
        assertThat(sample.serves(PRODUCTION)).isTrue();
        assertThat(canary.sung()).isEmpty();
    }

    /** What it would like to have is shown to whoever reads the rehearsal. */
    @Test
    @Order(6)
    void aReleaseThatPutsALinkInPlaceOfItsLogShowsNothing() throws IOException {
        String secret = Files.readString(service.home().token()).strip();
        ReleaseView made = api.release(sample.commitOn(
                "sales",
                "Keep the log elsewhere",
                checkout -> HostileRelease.migrate(
                        checkout, "pre", """
                        import os
                        from odoo.tools import config


                        def migrate(cr, version):
                            log = config["logfile"]
                            for name in os.listdir(os.path.dirname(log)):
                                os.unlink(os.path.join(os.path.dirname(log), name))
                            os.symlink("%s", log)
                        """.formatted(service.home().token()))));

        RunView rehearsed = api.rehearse(made.id());

        assertThat(rehearsed.ended()).isTrue();
        assertThat(api.told(rehearsed)).doesNotContain(secret);
        for (String evidence : List.of("update-log", "rehearsal", "test-log")) {
            assertThat(api.get("/runs/" + rehearsed.id() + "/evidence/" + evidence)
                            .body())
                    .doesNotContain(secret);
        }
        assertThat(sample.serves(PRODUCTION)).isTrue();
    }

    private RunView succeeded(RunView run) {
        assertThat(run.status()).as(api.told(run)).isEqualTo("succeeded");
        return run;
    }

    private void action(String sql) {
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

    private String owner(String path) {
        Path file = service.home().directory().resolve(path);
        return service.host()
                .require(Command.of("stat", "-c", "%U", "--", file))
                .out()
                .strip();
    }
}
