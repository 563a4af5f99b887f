package dev.understudy.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.understudy.engine.Direct;
import dev.understudy.engine.TestPostgres;
import dev.understudy.model.announcement.Told.Kind;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.method.Proof;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.process.record.AuditLog.Entry;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever is missing where a release is tried is written to: by a real mail server, from two real databases. */
@Timeout(300)
class KeyUserRemindersTest {

    private static final Instant MONDAY = Instant.parse("2026-11-02T08:30:00Z");
    private static final String TABLES = """
            CREATE TABLE res_partner (id int, email text, lang text);
            INSERT INTO res_partner VALUES (2, 'eva@acme.example', 'es_ES'), (3, 'ivo@acme.example', 'fr_FR'), (4, null, null);
            CREATE TABLE res_users (id int, login text, active boolean, share boolean, partner_id int,
                                    create_uid int, create_date timestamp, write_uid int, write_date timestamp);
            INSERT INTO res_users VALUES (2, 'eva', true, false, 2), (3, 'ivo', true, false, 3), (4, 'una', true, false, 4);
            CREATE TABLE ir_cron (id int, user_id int);
            CREATE TABLE ir_model (id int, model text, name jsonb, transient boolean);
            INSERT INTO ir_model VALUES (1, 'sale.order', '{"en_US": "Sales Order", "es_ES": "Pedido de venta"}', false),
                                        (2, 'stock.picking', '{"en_US": "Delivery"}', false),
                                        (3, 'hr.expense', '{"en_US": "Expense"}', false);
            CREATE TABLE ir_model_data (id int, module text, model text, res_id int);
            INSERT INTO ir_model_data VALUES (1, 'sale', 'ir.model', 1), (2, 'stock', 'ir.model', 2), (3, 'hr_expense', 'ir.model', 3);
            CREATE TABLE ir_module_module (id int, name text, shortdesc jsonb);
            INSERT INTO ir_module_module VALUES (1, 'sale', '{"en_US": "Sales"}'), (2, 'stock', '{"en_US": "Inventory"}'),
                                                (3, 'hr_expense', '{"en_US": "Expenses"}');
            CREATE TABLE ir_module_module_dependency (module_id int, name text);
            CREATE TABLE sale_order (id serial, create_uid int, create_date timestamp, write_uid int, write_date timestamp);
            CREATE TABLE stock_picking (LIKE sale_order INCLUDING ALL);
            CREATE TABLE hr_expense (LIKE sale_order INCLUDING ALL);
            """;

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final Direct production = new Direct(TestPostgres.shared().newDatabase());
    private final Direct staging = new Direct(TestPostgres.shared().newDatabase());

    @TempDir
    private Path folder;

    private Company company;
    private String release;

    @BeforeEach
    void aReleaseIsOnStaging() {
        server.start();
        production.script(TABLES);
        staging.script(TABLES);
        write(production, "sale_order", 2, 400, MONDAY.minus(Duration.ofDays(3)));
        write(production, "stock_picking", 3, 40, MONDAY.minus(Duration.ofDays(3)));
        write(production, "hr_expense", 4, 8, MONDAY.minus(Duration.ofDays(3)));
        company = new Company(folder, yaml(""), MONDAY);
        company.answers(Project.PRODUCTION, production.doors());
        company.answers("staging", staging.doors());
        release = company.release(ChangeClass.B, "dev", "sale");
        company.perform("rehearse", "rehearsal", release);
        company.perform("deploy", "staging", release);
        assertThat(company.practice.measures().trials().awaiting(company.now())).hasSize(1);
    }

    @AfterEach
    void stop() {
        company.close();
        server.stop();
    }

    private static void write(Direct database, String table, int user, int rows, Instant at) {
        database.script(
                "INSERT INTO %1$s (create_uid, create_date, write_uid, write_date) SELECT %2$d, %3$s, %2$d, %3$s"
                                .formatted(
                                        table,
                                        user,
                                        "timestamp '"
                                                + at.toString()
                                                        .replace("T", " ")
                                                        .replace("Z", "") + "'")
                        + " FROM generate_series(1, " + rows + ")");
    }

    /** Hour by hour. */
    private void pass(Duration time) {
        Instant end = company.now().plus(time);
        while (company.now().isBefore(end)) {
            company.at(company.now().plus(Duration.ofHours(1)));
            company.practice.lookAtLeisure(company.now());
            company.practice.telling().announcer().send(company.now());
        }
    }

    private List<String> to(String address) {
        return Arrays.stream(server.getReceivedMessages())
                .map(KeyUserRemindersTest::whole)
                .filter(mail -> mail.contains("To: " + address))
                .toList();
    }

    private static String whole(MimeMessage mail) {
        return GreenMailUtil.getWholeMessage(mail).replace("=\r\n", "").replace("=C3=A9", "é");
    }

    private List<Entry> reminded() {
        return company.practice.books().log().entries(Optional.of(release)).stream()
                .filter(entry -> entry.verb().equals("reminded"))
                .toList();
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        FaultException.class,
                        fault -> assertThat(fault.fault().code()).isEqualTo(code));
    }

    @Test
    void whoeverIsMissingIsWrittenToEveryOtherDayUntilAllWasTried() {
        pass(Duration.ofHours(47));
        assertThat(server.getReceivedMessages()).as("they have two days").isEmpty();

        pass(Duration.ofHours(2));
        assertThat(to("eva@acme.example"))
                .singleElement()
                .satisfies(mail -> assertThat(mail)
                        .contains("[acme]_Pruebe_la", "staging", release)
                        .contains("https://staging.acme.example")
                        .contains("- Sales: Pedido de venta (100 a la semana)")
                        .contains("di (di@acme.example)")
                        .doesNotContain("Delivery", "Expense"));
        assertThat(to("ivo@acme.example"))
                .singleElement()
                .satisfies(mail -> assertThat(mail).contains("- Inventory: Delivery (10 par semaine)"));
        assertThat(to("ed@acme.example"))
                .as("una, who does expenses, has no address: the project's key user is asked")
                .singleElement()
                .satisfies(mail -> assertThat(mail).contains("- Expenses: Expense (2 a week)"));
        assertThat(server.getReceivedMessages()).hasSize(3);
        assertThat(reminded()).singleElement().satisfies(entry -> {
            assertThat(entry.who()).isEqualTo("understudy");
            assertThat(entry.detail()).isEqualTo("3 of ed, eva, ivo: not tried on staging: hr_expense, sale, stock");
        });
        assertThat(company.practice.telling().announcements().of(release))
                .filteredOn(sum -> sum.told().kind() == Kind.KEY_USERS)
                .singleElement()
                .satisfies(sum -> assertThat(sum.audience() + " " + sum.sent()).isEqualTo("ed, eva, ivo 3"));

        write(staging, "sale_order", 2, 3, company.now());
        pass(Duration.ofHours(46));
        assertThat(server.getReceivedMessages()).as("not sooner").hasSize(3);
        pass(Duration.ofHours(2));
        assertThat(to("eva@acme.example")).as("she tried it").hasSize(1);
        assertThat(to("ivo@acme.example")).hasSize(2);

        write(staging, "stock_picking", 3, 1, company.now());
        write(staging, "hr_expense", 4, 1, company.now());
        pass(Duration.ofHours(7));
        assertThat(company.practice.way().dossiers().of(release, company.now()).evidence())
                .as("it is measured by itself")
                .anyMatch(one -> one.proof() == Proof.KEY_USERS && one.good());
        pass(Duration.ofDays(4));
        assertThat(server.getReceivedMessages()).as("nobody is missing").hasSize(5);
    }

    @Test
    void nobodyIsWrittenToAtNight() {
        company.at(company.now().plus(Duration.ofDays(2)).plus(Duration.ofHours(12)));
        company.practice.lookAtLeisure(company.now());
        assertThat(reminded()).isEmpty();

        pass(Duration.ofHours(14));
        assertThat(reminded()).hasSize(1);
    }

    @Test
    void somebodyMayRemindThemNowAndNotTwice() {
        company.practice.measures().reminders().remind(release, "di", company.now());
        company.practice.telling().announcer().send(company.now());
        assertThat(server.getReceivedMessages()).hasSize(3);
        assertThat(reminded())
                .singleElement()
                .satisfies(entry -> assertThat(entry.who()).isEqualTo("di"));
        refused(
                "key-users.reminded",
                () -> company.practice.measures().reminders().remind(release, "di", company.now()));
        pass(Duration.ofHours(24));
        assertThat(server.getReceivedMessages()).as("in two days again").hasSize(3);

        write(staging, "sale_order", 2, 3, company.now());
        write(staging, "stock_picking", 3, 1, company.now());
        write(staging, "hr_expense", 4, 1, company.now());
        refused(
                "key-users.covered",
                () -> company.practice.measures().reminders().remind(release, "di", company.now()));
    }

    @Test
    void theFileSaysHowOftenAndWhetherAtAll() {
        company.project(yaml("remind: never"));
        pass(Duration.ofDays(4));
        assertThat(server.getReceivedMessages()).isEmpty();
        company.project(yaml("remind: 1d"));
        pass(Duration.ofDays(2));
        assertThat(to("ivo@acme.example")).hasSize(2);
    }

    @Test
    void whereOnlyWhatTheReleaseTouchesIsAskedForTheOthersHearNothing() {
        company.project(yaml("every_module: false"));
        pass(Duration.ofDays(2).plusHours(1));

        assertThat(to("eva@acme.example")).hasSize(1);
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void aReleaseThatIsReplacedThereAsksNobody() {
        company.perform("rehearse", "rehearsal", company.release(ChangeClass.B, "dev", "stock"));
        company.perform("refresh", "staging", "");
        pass(Duration.ofDays(3));

        assertThat(server.getReceivedMessages()).isEmpty();
    }

    private String yaml(String keyUsers) {
        return """
                project: acme
                odoo: { series: "19.0" }
                repositories: [{ name: sales, url: https://git.example/acme/sales.git }]
                environments:
                  production: {}
                  staging: { copy_of: production, url: https://staging.acme.example }
                method: hdz-ii
                gates: { key-users: { days: 1, %s } }
                people:
                  - { name: dev, mail: dev@acme.example, roles: [developer] }
                  - { name: di, mail: di@acme.example, roles: [release-manager] }
                  - { name: ana, mail: ana@acme.example, roles: [client] }
                  - { name: ed, mail: ed@acme.example, roles: [key-user] }
                mail: { server: 127.0.0.1, port: %d, security: none, from: odoo@acme.example }
                """.formatted(keyUsers, server.getSmtp().getPort());
    }
}
