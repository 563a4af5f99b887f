package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static dev.understudy.it.SampleProduction.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.understudy.cli.demo.OdooRpc;
import dev.understudy.it.Api.Answer;
import dev.understudy.it.Cli.Ended;
import dev.understudy.model.home.Home;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.ReleaseView;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A release under {@code hdz-ii} on real Odoo 19: refused, approved by two people, waiting for its window, performed by itself. */
@ExtendWith(SharedProduction.class)
@Timeout(1800)
class ProcessIT {

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String DAYS = "[mon, tue, wed, thu, fri, sat, sun]";

    private final SampleProduction sample;
    private final Api api;
    private final Home home;
    private final LiveService service;
    private final Path key;
    private long project;
    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    ProcessIT(SampleProduction sample) {
        this.sample = sample;
        this.api = sample.api();
        this.service = sample.service();
        this.home = service.home();
        this.key = home.directory().resolve("odoo.key");
    }

    @BeforeEach
    void startMail() {
        mail.start();
    }

    @AfterEach
    void stopMail() {
        mail.stop();
    }

    /** Two people must say yes, and production changes every day for three hours from a time on. */
    private void describe(ZonedDateTime opens) {
        sample.describe("""
                method: hdz-ii
                gates:
                  approval: { by: [client, release-manager] }
                people:
                  - { name: ana, mail: ana@acme.example, roles: [client], language: es }
                  - { name: bo, mail: bo@acme.example, roles: [developer] }
                  - { name: cy, mail: cy@acme.example, roles: [release-manager] }
                  - { name: di, mail: di@acme.example, roles: [release-manager] }
                  - { name: ed, mail: ed@acme.example, roles: [key-user] }
                windows:
                  - { days: %s, from: "%s", to: "%s", timezone: UTC }
                notify: [{ mail: { to: users-of-production } }, { odoo: {} }]
                external_api: { user: admin, key: "${file:%s}", language: es }
                tickets: { values: { project_id: %d } }
                mail: { server: 127.0.0.1, port: %d, security: none, from: odoo@acme.example }
                """.formatted(
                        DAYS,
                        HOUR.format(opens),
                        HOUR.format(opens.plusHours(3)),
                        key,
                        project,
                        mail.getSmtp().getPort()));
    }

    /** Production has projects, and a key for Understudy. */
    private void prepareTickets() throws IOException {
        try (OdooRpc odoo = sample.signIn(PRODUCTION)) {
            List<Integer> module = odoo.search("ir.module.module", List.of(List.of("name", "=", "project")));
            odoo.execute("ir.module.module", "button_immediate_install", List.of(module), Map.of());
            project = odoo.create("project.project", List.of(Map.of("name", "Releases")), Map.of())
                    .getFirst();
        }
        Files.writeString(key, ApiKeys.ofAdministrator(service.database(PRODUCTION)));
    }

    private static ZonedDateTime now() {
        return ZonedDateTime.now(ZoneOffset.UTC);
    }

    private JsonNode decision(String release) {
        return Cli.run(home, "release", "show", release).json().path("decision");
    }

    private String keyOf(String person) {
        Path file = home.directory().resolve(person + ".key");
        if (Files.exists(file)) {
            return file.toString();
        }
        Ended made = Cli.run(home, "people", "key", person, "--file", file.toString());
        assertThat(made.exitCode()).as(made.err()).isZero();
        return file.toString();
    }

    @Test
    void reachesProductionWhenItsMethodSaysSoAndNotBefore() throws IOException {
        prepareTickets();
        describe(now().plusHours(12));
        ReleaseView release = api.release(sample.repositories().goodRelease());
        String id = release.id();
        RunView rehearsed = api.rehearse(id);
        assertThat(rehearsed.status()).as(api.told(rehearsed)).isEqualTo("succeeded");
        RunView refreshed = api.perform(STAGING, "refresh", Map.of());
        assertThat(refreshed.status()).as(api.told(refreshed)).isEqualTo("succeeded");

        Answer tooEarly = api.post("/environments/production/deploy", Map.of("release", id));
        assertThat(tooEarly.status()).isEqualTo(409);
        assertThat(tooEarly.problem().code()).isEqualTo("process.stage-first");
        Ended promoted = Cli.run(home, "release", "promote", id);
        assertThat(promoted.exitCode()).as(promoted.out()).isZero();
        assertThat(api.environment(STAGING).release()).isEqualTo(id);

        triedOnStaging(id);
        long ticket = reported(id);
        announced(id);

        Ended refused = Cli.run(home, "deploy", id, PRODUCTION);
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.problem().code()).isEqualTo("process.missing");
        assertThat(decision(id).path("outcome").asString()).isEqualTo("missing");

        // The one who may do everything on this machine is nobody in particular.
        Ended nobody = Cli.run(home, "approve", id, "--gate", "approval", "--as", "ana");
        assertThat(nobody.exitCode()).isEqualTo(3);
        assertThat(nobody.problem().code()).isEqualTo("process.who");
        approve(id, "ana", "approval-client");
        approve(id, "cy", "approval-release-manager");

        Ended waiting = Cli.run(home, "deploy", id, PRODUCTION);
        assertThat(waiting.exitCode()).as(waiting.out()).isZero();
        assertThat(waiting.run().status()).isEqualTo("queued");
        assertThat(decision(id).path("outcome").asString()).isEqualTo("waits");
        // It holds nothing: production can be backed up meanwhile.
        RunView backup = api.perform(PRODUCTION, "backup", Map.of());
        assertThat(backup.status()).as(api.told(backup)).isEqualTo("succeeded");

        assertThat(Await.until(PATIENCE, this::letters, letters -> letters.size() == 2)
                        .getLast())
                .as("that it is planned for no time now is told by itself")
                .startsWith("[acme] Anulado");

        describe(now().minusMinutes(1));
        RunView deployed = api.follow(waiting.run().id());
        assertThat(deployed.status()).as(api.told(deployed)).isEqualTo("succeeded");
        assertThat(sample.production().release()).isEqualTo(id);
        assertThat(sample.serves(PRODUCTION)).isTrue();
        assertThat(decision(id).path("end").asString()).isEqualTo("performed");
        JsonNode log = Cli.run(home, "audit-log", "--subject", id).json().path("entries");
        assertThat(log.findValuesAsString("verb")).contains("approved");
        assertThat(log.findValuesAsString("who")).contains("ana", "cy");
        JsonNode report = Cli.run(home, "release", "report", id).json();
        assertThat(report.path("actualMillis").asLong()).isPositive();
        assertThat(report.path("predictedMillis").asLong()).isPositive();
        assertThat(report.path("keyUsers").path("applications").size()).isPositive();
        assertThat(report.path("seal").asString()).matches("[0-9a-f]{64}");
        assertThat(Cli.run(home, "audit-log", "verify").exitCode()).isZero();
        long followUp = new Afterwards(home, this::keyOf).of(id, "ACME: Dispatch Rounds");
        assertThat(task(PRODUCTION, followUp)).contains("Train the warehouse", id);
        changedByHand();
        refreshLosesNothing(ticket);
        assertThat(Duration.between(deployed.createdAt(), deployed.startedAt())).isPositive();
    }

    /** A user of production is written to in their language and by their clock. */
    private void announced(String release) {
        try (OdooRpc odoo = sample.signIn(PRODUCTION)) {
            int person = odoo.searchRead("res.users", List.of(List.of("login", "=", "admin")), List.of("partner_id"))
                    .path(0)
                    .path("partner_id")
                    .path(0)
                    .asInt();
            odoo.write("res.partner", List.of(person), Map.of("email", "Ada@acme.example", "tz", "Europe/Madrid"));
        }
        service.database(PRODUCTION)
                .script("UPDATE public.res_partner SET lang = 'es_ES' WHERE email = 'Ada@acme.example'");
        Cli.run(home, "release", "plan", release, "--at", "2031-12-02T20:00:00Z");
        JsonNode draft =
                Cli.run(home, "release", "announce", release, "--dry-run").json();
        assertThat(draft.path("drafts").path(0).path("recipients").asInt()).isPositive();
        assertThat(letters()).isEmpty();

        Ended told = Cli.run(home, "release", "announce", release);

        assertThat(told.exitCode()).as(told.err()).isZero();
        assertThat(letters())
                .singleElement()
                .satisfies(subject -> assertThat(subject)
                        .startsWith("[acme] Odoo cambia el martes, 2 de diciembre de 2031")
                        .contains("21:00")
                        .endsWith("(Europe/Madrid)"));
        try (OdooRpc odoo = sample.signIn(PRODUCTION)) {
            assertThat(odoo.searchRead(
                                    "mail.message",
                                    List.of(List.of("model", "=", "discuss.channel")),
                                    List.of("body", "record_name"))
                            .toString())
                    .as("what everybody reads in Odoo")
                    .contains("<p>[acme] Odoo cambia el martes, 2 de diciembre de 2031", "general");
        }
        Cli.run(home, "release", "plan", release);
    }

    /** What a tester saw on staging is a task in production's Odoo; its number. */
    private long reported(String release) {
        Ended said = Cli.run(
                home,
                "ticket",
                "report",
                "Priority is <lost>",
                "--text",
                "I confirmed an order",
                "--release",
                release,
                "--environment",
                STAGING,
                "--page",
                "/odoo/sales/7",
                "--screenshot",
                picture().toString());
        assertThat(said.exitCode()).as(said.err()).isZero();
        long ticket = said.json().path(0).path("ticket").asLong();
        assertThat(task(PRODUCTION, ticket))
                .contains("Priority is <lost>", "I confirmed an order", "/odoo/sales/7", STAGING, release);
        return ticket;
    }

    /** A point. */
    private Path picture() {
        try {
            Path file = home.directory().resolve("screen.png");
            ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
            return file;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String attached(String environment, long ticket) {
        try (OdooRpc odoo = sample.signIn(environment)) {
            return odoo.searchRead(
                            "ir.attachment",
                            List.of(List.of("res_model", "=", "project.task"), List.of("res_id", "=", ticket)),
                            List.of("name", "mimetype"))
                    .toString();
        }
    }

    private String task(String environment, long ticket) {
        try (OdooRpc odoo = sample.signIn(environment)) {
            return odoo.searchRead(
                            "project.task",
                            List.of(List.of("id", "=", ticket), List.of("project_id", "=", project)),
                            List.of("name", "description"))
                    .toString();
        }
    }

    private String notes(String environment, long ticket) {
        try (OdooRpc odoo = sample.signIn(environment)) {
            return odoo.searchRead(
                            "mail.message",
                            List.of(List.of("model", "=", "project.task"), List.of("res_id", "=", ticket)),
                            List.of("body"))
                    .toString();
        }
    }

    /** A fresh copy has the report, and what it was told of its release. */
    private void refreshLosesNothing(long ticket) {
        String told = Await.until(PATIENCE, () -> notes(PRODUCTION, ticket), notes -> notes.contains("en producción"));
        assertThat(told).contains("está en staging desde");
        RunView refreshed = api.perform(STAGING, "refresh", Map.of());
        assertThat(refreshed.status()).as(api.told(refreshed)).isEqualTo("succeeded");
        assertThat(task(STAGING, ticket)).contains("Priority is <lost>");
        assertThat(notes(STAGING, ticket)).contains("en producción");
        assertThat(attached(STAGING, ticket)).contains("screenshot.png", "image/png");
    }

    /** The subjects of those to her. */
    private List<String> letters() {
        try {
            List<String> subjects = new ArrayList<>();
            for (MimeMessage letter : mail.getReceivedMessages()) {
                if (letter.getAllRecipients()[0].toString().equals("Ada@acme.example")) {
                    subjects.add(letter.getSubject());
                }
            }
            return subjects;
        } catch (MessagingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /** What somebody changes on production is told with who it was, and staging is told apart from production. */
    private void changedByHand() {
        JsonNode none = Cli.run(home, "drift").json();
        assertThat(none.path("differences").size()).as(none.toString()).isZero();
        try (OdooRpc odoo = sample.signIn(PRODUCTION)) {
            odoo.create("ir.config_parameter", List.of(Map.of("key", "acme.by-hand", "value", "gooseberry")), Map.of());
        }

        JsonNode drift = Cli.run(home, "drift").json();

        assertThat(drift.path("differences").size()).as(drift.toString()).isEqualTo(1);
        JsonNode one = drift.path("differences").path(0);
        assertThat(one.path("name").asString()).isEqualTo("acme.by-hand");
        assertThat(one.path("by").asString()).isEqualTo("admin");
        assertThat(drift.toString()).doesNotContain("gooseberry");
        assertThat(Cli.run(home, "drift", STAGING).json().path("differences").toString())
                .contains("acme.by-hand");
        assertThat(Cli.run(home, "drift", "--accept").exitCode()).isZero();
        assertThat(Cli.run(home, "drift").json().path("differences").size()).isZero();
    }

    /** What somebody does on staging is seen, and what nobody does; both against what was done on production. */
    private void triedOnStaging(String release) {
        try (OdooRpc odoo = sample.signIn(STAGING)) {
            odoo.create("res.partner", List.of(Map.of("name", "Tried on staging")), Map.of());
        }
        JsonNode work = Cli.run(home, "key-users", release).json();
        assertThat(work.path("environment").asString()).isEqualTo(STAGING);
        assertThat(work.path("covered").asBoolean()).isFalse();
        JsonNode base = application(work, "base");
        assertThat(base.path("done").asLong()).isPositive();
        assertThat(base.path("by").toString()).contains("admin");
        JsonNode sale = application(work, "sale");
        assertThat(sale.path("weekly").asLong()).isPositive();
        assertThat(sale.path("done").asLong()).isZero();
        assertThat(sale.path("gaps").toString()).contains("sale_order");

        JsonNode load = Cli.run(home, "load", "--timezone", "UTC").json();
        long rows = 0;
        for (JsonNode hour : load.path("hours")) {
            rows += hour.asLong();
        }
        assertThat(rows).as("rows that people created on production").isGreaterThan(30);
        assertThat(load.path("quietest").size()).isPositive();
    }

    private static JsonNode application(JsonNode work, String name) {
        for (JsonNode one : work.path("applications")) {
            if (one.path("application").asString().equals(name)) {
                return one;
            }
        }
        throw new AssertionError("no " + name + " in " + work);
    }

    private void approve(String release, String person, String gate) {
        Ended said = Cli.start(
                        home,
                        List.of("approve", release, "--gate", gate, "--as", person, "--json"),
                        Map.of("UNDERSTUDY_KEY_FILE", keyOf(person)))
                .end();
        assertThat(said.exitCode()).as(said.out() + said.err()).isZero();
    }
}
