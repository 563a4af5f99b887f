package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static dev.understudy.it.SampleProduction.STAGING;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.bench.traffic.Session;
import dev.understudy.bench.traffic.SlowReport;
import dev.understudy.cli.demo.OdooRpc;
import dev.understudy.it.Api.Answer;
import dev.understudy.it.Traffic.Seen;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.ReleaseView;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What becomes of a company's releases, on its own data, in real Odoo 19: one story after the other. */
@ExtendWith(SharedProduction.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(900)
@Tag("slow")
class StoriesIT {

    private static final String PARAMETER = "SELECT value FROM ir_config_parameter WHERE key = ?";

    private final SampleProduction sample;
    private final Api api;

    StoriesIT(SampleProduction sample) {
        this.sample = sample;
        this.api = sample.api();
    }

    @Test
    @Order(1)
    void copyIsHarmlessAndHoldsAllDataOfProduction() {
        List<Integer> mailServers;
        try (OdooRpc odoo = sample.signIn(PRODUCTION)) {
            mailServers = odoo.create(
                    "ir.mail_server",
                    List.of(Map.of(
                            "name", "Mail of ACME",
                            "smtp_host", "mail.acme.example",
                            "smtp_user", "odoo",
                            "smtp_pass", "a password")),
                    Map.of());
            odoo.create(
                    "mail.mail",
                    List.of(Map.of("subject", "Not twice", "email_to", "client@acme.example", "state", "outgoing")),
                    Map.of());
        }
        Database production = sample.service().database(PRODUCTION);

        RunView run = api.perform(STAGING, "refresh", Map.of());

        assertThat(run.status()).as(api.told(run)).isEqualTo("succeeded");
        try (OdooRpc odoo = sample.signIn(PRODUCTION)) {
            odoo.execute("ir.mail_server", "unlink", List.of(mailServers), Map.of());
        }
        production.script("DELETE FROM mail_mail WHERE state = 'outgoing'");
        EnvironmentView staging = api.environment(STAGING);
        assertThat(staging.status()).isEqualTo("running");
        assertThat(staging.kind()).isEqualTo("copy");
        assertThat(staging.neutralized()).isTrue();
        assertThat(staging.fenced()).isTrue();
        assertThat(staging.release()).isEqualTo(sample.production().release());
        Database copy = sample.service().database(STAGING);
        assertThat(copy.rows("SELECT name FROM ir_mail_server WHERE smtp_host LIKE '%acme%' AND active"))
                .isEmpty();
        assertThat(copy.rows("SELECT name FROM ir_mail_server WHERE smtp_pass <> ''"))
                .isEmpty();
        assertThat(copy.rows("SELECT id FROM mail_mail WHERE state = 'outgoing'"))
                .isEmpty();
        assertThat(copy.rows("SELECT id FROM ir_cron WHERE active").size()).isLessThanOrEqualTo(1);
        assertThat(production.rows("SELECT id FROM ir_cron WHERE active")).hasSizeGreaterThan(5);
        for (String identity : List.of("database.uuid", "database.secret")) {
            assertThat(copy.rows(PARAMETER, identity))
                    .hasSize(1)
                    .doesNotContainAnyElementsOf(production.rows(PARAMETER, identity));
        }
        assertThat(copy.rows(PARAMETER, "web.base.url"))
                .containsExactly(List.of("http://staging.acme.localhost:" + SampleProduction.http(staging)));
        assertThat(copy.rows(PARAMETER, "database.is_neutralized")).containsExactly(List.of("true"));
        // The dispatch addon's own neutralize.sql.
        assertThat(copy.rows(PARAMETER, "acme_stock_dispatch.carrier_url"))
                .isNotEqualTo(production.rows(PARAMETER, "acme_stock_dispatch.carrier_url"));
        for (String table : List.of("sale_order", "res_partner", "stock_picking", "res_users")) {
            assertThat(copy.rows("SELECT count(*) FROM " + table))
                    .as(table)
                    .isEqualTo(production.rows("SELECT count(*) FROM " + table));
        }
        assertThat(copy.rows("SELECT count(*) FROM sale_order").getFirst().getFirst())
                .satisfies(count -> assertThat(Integer.parseInt(count)).isGreaterThan(30));
    }

    @Test
    @Order(2)
    void copyIsFencedAndUsersLogInToItWithTheirPasswords() {
        EnvironmentView staging = api.environment(STAGING);
        LiveService service = sample.service();
        String user = SystemUsers.ofEnvironment(service.home().directory(), STAGING);
        String tag = SystemUsers.tag(service.home().directory());
        try (Outside outside = Outside.open(service.host(), tag, Path.of("/usr/share/doc"))) {
            String beyond = "exec 3<>/dev/tcp/" + outside.address();
            assertThat(service.bash(null, beyond).succeeded()).isTrue();
            assertThat(service.bash(user, beyond).err()).contains("Connection refused");
            String server = SystemUsers.ofClusters(service.home().directory(), STAGING);
            assertThat(service.bash(server, beyond).err()).contains("Connection refused");
            // Production's Odoo is not kept from the outside: its user reaches it.
            assertThat(service.bash(SystemUsers.ofEnvironment(service.home().directory(), PRODUCTION), beyond)
                            .succeeded())
                    .isTrue();
        }
        assertThat(service.bash(user, connect(database(sample.production()))).err())
                .contains("Connection refused");
        assertThat(service.bash(user, connect(SampleProduction.http(sample.production())))
                        .err())
                .contains("Connection refused");
        assertThat(service.bash(user, connect(database(staging))).err()).isEmpty();

        assertThat(sample.serves(STAGING)).isTrue();
        try (OdooRpc odoo = sample.signIn(STAGING)) {
            assertThat(odoo.search("sale.order", List.of())).isNotEmpty();
        }
    }

    /** A browser keeps a cookie for all ports of a host; curl does so too. */
    @Test
    @Order(2)
    void oneBrowserIsSignedInToProductionAndToItsCopy() {
        CommandResult tried = sample.service().bash(null, """
                set -e
                jar=$(mktemp)
                trap 'rm -f "$jar"' EXIT
                ask() { curl -s -m 10 -b "$jar" -c "$jar" "$@"; }
                signed_in() { ask -o /dev/null -w '%%{http_code}\n' "$1/odoo"; }
                sign_in() {
                  token=$(ask "$1/web/login" | grep -o 'csrf_token" value="[^"]*' | cut -d'"' -f3)
                  ask -o /dev/null --data-urlencode "csrf_token=$token" -d login=admin -d password=admin "$1/web/login"
                }
                sign_in %1$s; signed_in %1$s
                sign_in %2$s; signed_in %2$s
                signed_in %1$s
                """.formatted(
                api.environment(PRODUCTION).url(), api.environment(STAGING).url()));

        assertThat(tried.out()).as(tried.err()).isEqualTo("200\n200\n200\n");
    }

    @Test
    @Order(3)
    void goodReleaseIsRehearsedThenDeployed() throws InterruptedException {
        changeByHand();
        ReleaseView release =
                api.release(withAnotherLeadTime(sample.repositories().goodRelease()));
        assertThat(release.changeClass()).isEqualTo("C");
        assertThat(requireNonNull(release.changes()).touched())
                .containsExactly("acme_sale_priority", "acme_stock_dispatch");
        Answer tooEarly = api.post("/environments/production/deploy", Map.of("release", release.id()));
        assertThat(tooEarly.problem().code()).isEqualTo("release.not-rehearsed");
        assertThat(tooEarly.problem().kind()).isEqualTo("refused");

        RunView rehearsed = api.rehearse(release.id());

        assertThat(rehearsed.status()).as(api.told(rehearsed)).isEqualTo("succeeded");
        JsonNode report = api.evidence(rehearsed.id(), "rehearsal");
        assertThat(report.path("succeeded").asBoolean()).isTrue();
        assertThat(report.path("unavailabilityMillis").asLong()).isPositive();
        assertThat(report.path("times").findValuesAsString("step"))
                .contains("copy-production", "update-modules", "test-modules", "start-odoo", "probe");
        assertThat(report.path("updated").toString()).contains("acme_sale_priority", "acme_stock_dispatch");
        assertThat(report.path("ddl").toString()).contains("ALTER TABLE");
        assertThat(report.path("schema").toString()).contains("urgency");
        assertThat(report.path("rows").findValuesAsString("table")).contains("ir_model_fields");
        assertThat(report.path("tests").path("ran").asInt()).isPositive();
        assertThat(report.path("tests").path("failed").asInt()).isZero();
        assertThat(report.path("declared").asString()).isEqualTo("C");
        assertThat(report.path("observed").asString()).isEqualTo("C");
        assertThat(report.path("locks").findValuesAsString("table")).contains("sale_order");
        assertThat(report.path("errors")).isEmpty();
        assertThat(report.path("ownRecords").valueStream().map(StoriesIT::fate))
                .contains(
                        "OVERWRITTEN action acme_sale_priority.acme_priority_level_action of admin [\"name\"]",
                        "OVERWRITTEN access acme_sale_priority.access_acme_priority_level_user of admin [\"perm_write\"]",
                        "STALE record acme_sale_priority.priority_level_standard of  []",
                        "OVERWRITTEN menu acme_sale_priority.acme_priority_level_menu of admin [\"active\"]");
        assertThat(api.get("/runs/" + rehearsed.id() + "/evidence/own-records").body())
                .contains("Levels of ours", "Priority Levels", "<field name=\"lead_days\">");
        assertThat(api.get("/environments/rehearsal").status()).isEqualTo(404);

        Database server = sample.service().database(PRODUCTION);
        String started = server.rows("SELECT pg_postmaster_start_time()").toString();
        RunView deployed = deployedUnderUsers(release);

        assertThat(Api.detail(deployed, "serve-requests")).contains("users waited", "predicted");
        assertThat(sample.service()
                        .database(PRODUCTION)
                        .rows("SELECT pg_postmaster_start_time()")
                        .toString())
                .isNotEqualTo(started);
        assertThat(api.release(release.id()).deploys())
                .singleElement()
                .satisfies(
                        deploy -> assertThat(deploy.actualMillis()).isGreaterThanOrEqualTo(deploy.performedMillis()));
        assertThat(sample.production().release()).isEqualTo(release.id());
        assertThat(sample.serves(PRODUCTION)).isTrue();
        assertThat(sample.service().database(PRODUCTION).rows("SELECT count(*) FROM sale_order WHERE urgency > 0"))
                .doesNotContain(List.of("0"));
        assertThat(api.get("/runs/" + deployed.id() + "/commands").body())
                .contains("-u", "acme_sale_priority,acme_stock_dispatch")
                .doesNotContain("admin_passwd");
    }

    /** Users read and write all the while, and nobody sees more of it than a longer wait. */
    private RunView deployedUnderUsers(ReleaseView release) throws InterruptedException {
        Traffic users = new Traffic(sample);
        try (Session session = users.signIn()) {
            SlowReport slow = SlowReport.of(session);
            Seen seen =
                    users.during(session, slow, "deploy", Map.of("release", release.id(), "restart-database", "true"));
            slow.remove(session);

            assertThat(seen.doors()).hasSize(3).element(1).isEqualTo(Optional.empty());
            assertThat(Api.detail(seen.run(), "probe")).endsWith("the page after the sign-in answers");
            Traffic.assertNobodyNoticed(seen.sums());
            return seen.run();
        }
    }

    @Test
    @Order(4)
    void releaseOfCodeAloneIsDeployedWithoutAnUpdate() {
        Map<String, String> commits = sample.commitOn(
                "sales",
                "Promise at least a day",
                checkout -> Sources.replace(
                        checkout.resolve("acme_sale_priority/models/sale_order.py"),
                        "timedelta(days=order.priority_level_id.lead_days)",
                        "timedelta(days=max(1, order.priority_level_id.lead_days))"));
        ReleaseView release = api.release(commits);
        assertThat(release.changeClass()).isEqualTo("A");
        RunView rehearsed = api.rehearse(release.id());
        assertThat(rehearsed.status()).as(api.told(rehearsed)).isEqualTo("succeeded");

        RunView deployed = api.deploy(release.id());

        assertThat(deployed.status()).as(api.told(deployed)).isEqualTo("succeeded");
        assertThat(Api.detail(deployed, "update-modules")).isEqualTo("no module to update");
        assertThat(api.get("/runs/" + deployed.id() + "/commands").body()).doesNotContain("acme_sale_priority");
        assertThat(sample.production().release()).isEqualTo(release.id());
        assertThat(sample.serves(PRODUCTION)).isTrue();
    }

    @Test
    @Order(5)
    void releaseThatDataForbidsIsStoppedByItsRehearsal() {
        EnvironmentView before = sample.production();
        Map<String, String> census = sample.census();
        ReleaseView release = api.release(sample.repositories().releaseThatDataForbids());

        RunView rehearsed = api.rehearse(release.id());

        assertThat(rehearsed.status()).as(api.told(rehearsed)).isIn("failed", "undone");
        assertThat(api.evidence(rehearsed.id(), "rehearsal").path("succeeded").asBoolean(true))
                .isFalse();
        assertThat(requireNonNull(rehearsed.error()).what()).contains("priority_contract");
        Answer refused = api.post("/environments/production/deploy", Map.of("release", release.id()));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem().kind()).isEqualTo("refused");
        assertThat(refused.problem().exitCode()).isEqualTo(3);
        assertThat(refused.problem().code()).isEqualTo("release.rehearsal-failed");
        assertThat(refused.problem().mend()).isNotEmpty();
        // Not even touched: the same processes still serve.
        assertThat(sample.production()).isEqualTo(before);
        assertThat(sample.census()).isEqualTo(census);
        assertThat(sample.serves(PRODUCTION)).isTrue();
        assertThat(api.get("/environments/rehearsal").status()).isEqualTo(404);
    }

    @Test
    @Order(6)
    void releaseThatFailsWhenItServesIsRolledBackByItself() {
        Map<String, String> census = sample.census();
        String running = String.valueOf(sample.production().release());
        ReleaseView release = api.release(sample.repositories().releaseThatFailsWhenItServes());
        RunView rehearsed = api.rehearse(release.id());
        assertThat(rehearsed.status()).as(api.told(rehearsed)).isEqualTo("succeeded");

        RunView asked = api.ask(PRODUCTION, "deploy", Map.of("release", release.id()));
        api.until(asked.id(), run -> run.ended() || Api.status(run, "probe").equals("running"));
        writeMark(sample.service().database(PRODUCTION), "before it was proven");
        RunView deployed = api.follow(asked.id());

        assertThat(deployed.status()).as(api.told(deployed)).isEqualTo("undone");
        assertThat(deployed.error()).isNotNull();
        assertThat(sample.production().release()).isEqualTo(running);
        assertThat(sample.production().status()).isEqualTo("running");
        assertThat(sample.serves(PRODUCTION)).isTrue();
        assertThat(sample.census()).isEqualTo(census);
        assertThat(mark(sample.service().database(PRODUCTION))).isEmpty();
        // It never passed its probe, so nobody was let through to it, and there is nothing of theirs to keep.
        assertThat(api.post("/environments/production/rollback?dryRun=true", Map.of("to", "undone-" + deployed.id()))
                        .problem()
                        .code())
                .isEqualTo("restore-point.none");
        try (OdooRpc odoo = sample.signIn(PRODUCTION)) {
            assertThat(odoo.search("sale.order", List.of())).isNotEmpty();
        }
    }

    @Test
    @Order(7)
    void rollbackByHandGoesBackToASnapshotAndKeepsWhatWasThere() throws IOException {
        Database production = sample.service().database(PRODUCTION);
        String release = String.valueOf(sample.production().release());
        Map<String, String> census = sample.census();
        RunView snapshot = api.perform(PRODUCTION, "snapshot", Map.of("name", "before-stocktaking"));
        assertThat(snapshot.status()).as(api.told(snapshot)).isEqualTo("succeeded");
        writeMark(production, "after the snapshot");

        RunView rollback;
        try (OdooRpc odoo = sample.signIn(PRODUCTION)) {
            int partner = odoo.search("res.partner", List.of()).getFirst();
            odoo.write("res.partner", List.of(partner), Map.of("comment", "counted on Monday"));

            // Nobody gave it up.
            assertThat(api.get("/environments/production/loss?to=before-stocktaking")
                            .body())
                    .contains("res_partner", "\"kind\":\"person\"", "\"discard\":true");
            assertThat(api.post("/environments/production/rollback", Map.of("to", "before-stocktaking"))
                            .body())
                    .contains("rollback.would-lose");
            rollback = api.perform(PRODUCTION, "rollback", Map.of("to", "before-stocktaking", "discard", "true"));

            // Who signed in after the snapshot is signed in still.
            assertThat(odoo.search("res.partner", List.of())).contains(partner);
        }

        assertThat(rollback.status()).as(api.told(rollback)).isEqualTo("succeeded");
        assertThat(sample.census()).isEqualTo(census);
        assertThat(mark(sample.service().database(PRODUCTION))).isEmpty();
        assertThat(sample.production().release()).isEqualTo(release);
        assertThat(sample.serves(PRODUCTION)).isTrue();
        assertThat(markIn("before-" + rollback.id())).containsExactly(List.of("after the snapshot"));
        Path export = sample.service().home().first().export(PRODUCTION, rollback.id());
        try (ZipFile zip = new ZipFile(export.toFile())) {
            assertThat(zip.stream().map(Object::toString)).contains("README.txt", "res_partner.csv");
            assertThat(new String(
                            zip.getInputStream(zip.getEntry("res_partner.csv")).readAllBytes(), StandardCharsets.UTF_8))
                    .contains("counted on Monday");
        }
    }

    /** What people do to what modules brought: some of it an update writes over. */
    private void changeByHand() {
        try (OdooRpc odoo = sample.signIn(PRODUCTION)) {
            change(odoo, "acme_priority_level_action", Map.of("name", "Levels of ours"));
            change(odoo, "access_acme_priority_level_user", Map.of("perm_write", true));
            change(odoo, "acme_priority_level_menu", Map.of("active", false));
        }
    }

    private static void change(OdooRpc odoo, String name, Map<String, ?> values) {
        JsonNode record = odoo.searchRead(
                        "ir.model.data",
                        List.of(List.of("module", "=", "acme_sale_priority"), List.of("name", "=", name)),
                        List.of("model", "res_id"))
                .get(0);
        odoo.write(
                record.path("model").asString(), List.of(record.path("res_id").asInt()), values);
    }

    /** A record that is {@code noupdate}: its file changes, the database does not. */
    private Map<String, String> withAnotherLeadTime(Map<String, String> heads) {
        Map<String, String> commits = new TreeMap<>(heads);
        commits.put(
                "sales",
                Sources.commit(
                        sample.repositories().repository("sales"),
                        String.valueOf(heads.get("sales")),
                        "Promise standard orders in eight days",
                        checkout -> Sources.replace(
                                checkout.resolve("acme_sale_priority/data/acme_priority_level_data.xml"),
                                "<field name=\"lead_days\">7</field>",
                                "<field name=\"lead_days\">8</field>")));
        return commits;
    }

    private static String fate(JsonNode record) {
        return record.path("fate").asString() + " " + record.path("kind").asString() + " "
                + record.path("id").asString() + " of " + record.path("by").asString() + " " + record.path("columns");
    }

    private static String connect(int port) {
        return "exec 3<>/dev/tcp/127.0.0.1/" + port;
    }

    private static int database(EnvironmentView view) {
        return requireNonNull(view.database()).port();
    }

    private static void writeMark(Database database, String text) {
        database.script("INSERT INTO ir_config_parameter (key, value) VALUES ('it.mark', '" + text + "')");
    }

    private static List<List<String>> mark(Database database) {
        return database.rows(PARAMETER, "it.mark");
    }

    /** Looks into a restore point of production, with a server of its own. */
    private List<List<String>> markIn(String restorePoint) {
        LiveService service = sample.service();
        Path pgdata = service.home()
                .first()
                .volumes()
                .resolve(PRODUCTION)
                .resolve(restorePoint)
                .resolve("pgdata");
        Cluster cluster = service.cluster("look", pgdata, service.ports().last());
        String database =
                String.valueOf(requireNonNull(sample.production().database()).name());
        service.clusters().start(cluster);
        try {
            return mark(service.clusters().database(cluster, database).owner());
        } finally {
            service.clusters().stop(cluster);
        }
    }
}
