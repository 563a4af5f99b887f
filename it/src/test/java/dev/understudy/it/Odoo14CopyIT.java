package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static dev.understudy.it.SampleProduction.STAGING;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.cli.demo.OdooRpc;
import dev.understudy.model.config.Secret;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.odoo.series.Series;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.postgres.Database;
import dev.understudy.targets.rpc.OdooApi;
import dev.understudy.targets.rpc.OdooServer;
import dev.understudy.targets.runtime.Probe;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * The oldest Odoo that is supported, which cannot neutralize anything itself: a copy of a small production is harmless all
 * the same. Where no Odoo 14 was used before, it is built from Debian's packages first.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(1800)
class Odoo14CopyIT {

    private static final String PARAMETER = "SELECT value FROM ir_config_parameter WHERE key = ?";
    private static final String PASSWORDS = "SELECT login, password FROM res_users WHERE active ORDER BY login";

    private final LiveService service = LiveService.inNewHome();
    private final Probe probe = new Probe(Duration.ofMinutes(2));

    @BeforeAll
    void copyProduction() {
        Odoo14Production.create(service, "fetchmail", "");
        fill();

        RunView refreshed = service.api().perform(STAGING, "refresh", Map.of());

        assertThat(refreshed.status()).as(service.api().told(refreshed)).isEqualTo("succeeded");
        assertThat(Api.detail(refreshed, "neutralize")).contains("assertions hold");
    }

    @AfterAll
    void leaveNothing() {
        service.close();
    }

    @Test
    void nothingInTheCopyReachesOut() {
        Database production = service.database(PRODUCTION);
        Database copy = service.database(STAGING);

        assertThat(production.rows("SELECT id FROM ir_mail_server WHERE active"))
                .isNotEmpty();
        assertThat(copy.rows("SELECT name FROM ir_mail_server WHERE smtp_host LIKE '%acme%' AND active"))
                .isEmpty();
        assertThat(copy.rows("SELECT name FROM ir_mail_server WHERE smtp_pass <> ''"))
                .isEmpty();
        assertThat(production.rows("SELECT id FROM fetchmail_server WHERE active"))
                .isNotEmpty();
        assertThat(copy.rows("SELECT name FROM fetchmail_server WHERE active OR password <> ''"))
                .isEmpty();
        assertThat(production.rows("SELECT id FROM mail_mail WHERE state = 'outgoing'"))
                .hasSize(1);
        assertThat(copy.rows("SELECT id FROM mail_mail WHERE state = 'outgoing'"))
                .isEmpty();
        assertThat(production.rows("SELECT id FROM ir_cron WHERE active")).hasSizeGreaterThan(2);
        // Odoo's own clean-up alone may go on.
        assertThat(copy.rows("SELECT cron_name FROM ir_cron WHERE active")).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void copyIsSomebodyElseAndSaysSo() {
        Database production = service.database(PRODUCTION);
        Database copy = service.database(STAGING);
        EnvironmentView staging = service.api().environment(STAGING);

        assertThat(staging.kind()).isEqualTo("copy");
        assertThat(staging.status()).isEqualTo("running");
        assertThat(staging.neutralized()).isTrue();
        assertThat(staging.pendingModules()).isEmpty();
        for (String identity : List.of("database.uuid", "database.secret")) {
            assertThat(copy.rows(PARAMETER, identity))
                    .hasSize(1)
                    .doesNotContainAnyElementsOf(production.rows(PARAMETER, identity));
        }
        assertThat(copy.rows(PARAMETER, "web.base.url"))
                .containsExactly(List.of("http://staging.acme.localhost:" + SampleProduction.http(staging)));
        assertThat(copy.rows(PARAMETER, "database.is_neutralized")).containsExactly(List.of("true"));
        assertThat(production.rows(PARAMETER, "database.is_neutralized")).isEmpty();
    }

    @Test
    void copyServesItsLoginPageAndHoldsProductionsDataAndUsers() {
        assertThat(probe.ask(SampleProduction.http(service.api().environment(STAGING)))
                        .login())
                .isTrue();
        try (OdooRpc odoo = signIn(STAGING)) {
            assertThat(odoo.searchRead("res.partner", List.of(List.of("note_kept", "!=", false)), List.of("note_kept"))
                            .findValuesAsString("note_kept"))
                    .containsExactly("Calls on Mondays");
        }
        assertThat(service.database(STAGING).rows(PASSWORDS))
                .isEqualTo(service.database(PRODUCTION).rows(PASSWORDS));
    }

    @Test
    void productionIsWrittenToByTheApiThatItHas() {
        EnvironmentView production = service.api().environment(PRODUCTION);
        URI address = URI.create("http://127.0.0.1:" + SampleProduction.http(production));
        OdooApi odoo = OdooApi.of(
                new OdooServer(address, requireNonNull(production.database()).name(), "admin", new Secret("admin")),
                Series.of("14.0"));

        long ticket = odoo.create("res.partner", Map.of("name", "A ticket", "comment", "acme/mark"));
        odoo.post("res.partner", ticket, "<p>Release r1 is on <b>production</b>.</p>", false);

        assertThat(odoo.search("res.partner", List.of(List.of("comment", "ilike", "acme/mark")), 1))
                .containsExactly(ticket);
        assertThat(service.database(PRODUCTION)
                        .rows(
                                "SELECT body FROM mail_message WHERE model = 'res.partner' AND res_id = ?::int"
                                        + " AND body LIKE '%Release%'",
                                Long.toString(ticket)))
                .containsExactly(List.of("<p>Release r1 is on <b>production</b>.</p>"));
        OdooApi stranger = OdooApi.of(
                new OdooServer(address, requireNonNull(production.database()).name(), "admin", new Secret("guess")),
                Series.of("14.0"));
        assertThatThrownBy(() -> stranger.search("res.partner", List.of(), 1))
                .hasMessageContaining("[rpc.login-refused]");
    }

    @Test
    void copyIsFencedAndProductionIsNot() {
        EnvironmentView production = service.api().environment(PRODUCTION);
        EnvironmentView staging = service.api().environment(STAGING);
        Path home = service.home().directory();
        String user = SystemUsers.ofEnvironment(home, STAGING);

        assertThat(staging.fenced()).isTrue();
        try (Outside outside = Outside.open(service.host(), SystemUsers.tag(home), Path.of("/usr/share/doc"))) {
            String beyond = "exec 3<>/dev/tcp/" + outside.address();
            assertThat(service.bash(SystemUsers.ofEnvironment(home, PRODUCTION), beyond)
                            .succeeded())
                    .isTrue();
            assertThat(service.bash(user, beyond).err()).contains("Connection refused");
        }
        for (int port : List.of(
                requireNonNull(production.database()).port(),
                requireNonNull(production.ports()).http())) {
            assertThat(service.bash(user, "exec 3<>/dev/tcp/127.0.0.1/" + port).err())
                    .contains("Connection refused");
        }
        assertThat(service.bash(
                                user,
                                "exec 3<>/dev/tcp/127.0.0.1/"
                                        + requireNonNull(staging.database()).port())
                        .succeeded())
                .isTrue();
    }

    @Test
    void productionWentOnAsItWas() {
        EnvironmentView production = service.api().environment(PRODUCTION);
        assertThat(production.status()).isEqualTo("running");
        assertThat(production.neutralized()).isFalse();
        assertThat(probe.ask(SampleProduction.http(production)).login()).isTrue();
        assertThat(service.database(PRODUCTION).rows("SELECT smtp_pass FROM ir_mail_server"))
                .containsExactly(List.of("a password"));
    }

    /** Servers that nobody answers for, a mail that waits, and a note. */
    private void fill() {
        try (OdooRpc odoo = signIn(PRODUCTION)) {
            odoo.create(
                    "ir.mail_server",
                    List.of(Map.of(
                            "name", "Mail of ACME",
                            "smtp_host", "mail.acme.example",
                            "smtp_user", "odoo",
                            "smtp_pass", "a password")),
                    Map.of());
            odoo.create("res.partner", List.of(Map.of("name", "Ana", "note_kept", "Calls on Mondays")), Map.of());
        }
        // Past Odoo, which would try to connect, and send the mail.
        service.database(PRODUCTION).script("""
                UPDATE ir_cron SET active = false WHERE cron_name LIKE 'Mail: Email Queue%';
                INSERT INTO fetchmail_server (name, active, state, server, port, server_type, "user", password)
                     VALUES ('Post of ACME', true, 'done', 'post.acme.example', 993, 'imap', 'odoo', 'a password');
                INSERT INTO mail_message (message_type, subject, date) VALUES ('email', 'Not twice', now());
                INSERT INTO mail_mail (mail_message_id, state, email_to)
                     SELECT max(id), 'outgoing', 'client@acme.example' FROM mail_message;
                """);
    }

    /** As the administrator, whose password in every copy is production's. */
    private OdooRpc signIn(String environment) {
        EnvironmentView view = service.api().environment(environment);
        return OdooRpc.login(
                URI.create("http://127.0.0.1:" + SampleProduction.http(view)),
                requireNonNull(view.database()).name(),
                "admin",
                "admin");
    }
}
