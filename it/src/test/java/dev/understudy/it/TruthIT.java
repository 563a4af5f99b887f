package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.demo.OdooRpc;
import dev.understudy.it.Sources.Edit;
import dev.understudy.model.evidence.RehearsalReport;
import dev.understudy.model.evidence.RehearsalReport.Warning;
import dev.understudy.model.evidence.RehearsalReport.Warning.Kind;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.ReleaseView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/**
 * Releases that Odoo takes without a word, and after which people cannot do what they did: each is stopped by its rehearsal
 * on a real Odoo 19, with its reason. What differs in the reason alone is for the long run.
 */
@ExtendWith(SharedProduction.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(1500)
class TruthIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MODULE = "acme_sale_priority";
    private static final String LEVEL = MODULE + "/models/acme_priority_level.py";
    private static final String PARTNER = MODULE + "/models/res_partner.py";
    private static final String ROUND = "acme_stock_dispatch/models/acme_dispatch_round.py";
    private static final String ACCESS = MODULE + "/security/ir.model.access.csv";
    private static final String ORDER_VIEWS = MODULE + "/views/sale_order_views.xml";
    private static final String FOR_EMPLOYEES = "access_acme_priority_level_user,acme.priority.level user,"
            + "model_acme_priority_level,base.group_user,1,0,0,0\n";

    private final SampleProduction sample;
    private final Api api;

    TruthIT(SampleProduction sample) {
        this.sample = sample;
        this.api = sample.api();
        // Its own tests would tell some of this; here the rehearsal has to.
        sample.describe("tests: off\n");
    }

    @Test
    @Order(1)
    void aRightThatPeopleNeedForTheirOrdersIsLost() {
        salesperson();
        RunView run = rehearsed(
                "Tidy up access rights", checkout -> Sources.replace(checkout.resolve(ACCESS), FOR_EMPLOYEES, ""));
        assertThat(code(run)).as(api.told(run)).isEqualTo("rehearsal.access-lost");
        assertThat(requireNonNull(run.error()).what()).contains("acme.priority.level read: truth");
        assertThat(api.get("/runs/" + run.id() + "/evidence/access").body())
                .contains("acme.priority.level read: truth");
    }

    /** Odoo 14 sets them aside instead, without a word. */
    @Test
    @Order(4)
    @Tag("long")
    void wordsThatAreNoNumberFailTheUpdate() {
        contract();
        RunView run = rehearsed("Count contracts", TruthIT::contractsByNumber);
        assertThat(code(run)).as(api.told(run)).isEqualTo("update.failed");
        assertThat(requireNonNull(run.error()).what()).contains("invalid input syntax for type integer");
    }

    @Test
    @Order(2)
    @Tag("long")
    void aListInTheMenusCannotBeOpenedAnyMore() {
        RunView run = rehearsed("Show levels with their code", TruthIT::brokenName);
        assertThat(code(run)).as(api.told(run)).isEqualTo("check.failed");
        assertThat(requireNonNull(run.error()).what()).contains("no name today");
    }

    /** Administrators work in developer mode: what a release brings to its menus is opened too. */
    @Test
    @Order(9)
    @Tag("long")
    void aListInTheMenusOfDeveloperModeCannotBeOpened() {
        RunView run = rehearsed("Note why a level was agreed", checkout -> {
            Path model = checkout.resolve(LEVEL);
            Files.writeString(model, Files.readString(model) + """


                    class AcmePriorityNote(models.Model):
                        _name = 'acme.priority.note'
                        _description = 'Note on a Priority Level'

                        name = fields.Char()

                        def _compute_display_name(self):
                            raise ValueError("no note today")
                    """);
            Path access = checkout.resolve(ACCESS);
            Files.writeString(
                    access,
                    Files.readString(access).stripTrailing()
                            + "\nnote,note,model_acme_priority_note,base.group_system,1,1,1,1\n");
            Sources.replace(checkout.resolve(ORDER_VIEWS), "</odoo>", """
                    <record id="note_first" model="acme.priority.note"><field name="name">First</field></record>
                    <record id="note_action" model="ir.actions.act_window">
                        <field name="name">Notes on Levels</field>
                        <field name="res_model">acme.priority.note</field>
                        <field name="view_mode">list,form</field>
                    </record>
                    <menuitem id="note_menu" parent="base.menu_custom" action="note_action" groups="base.group_no_one"/>
                    </odoo>""");
        });
        assertThat(code(run)).as(api.told(run)).isEqualTo("check.failed");
        assertThat(requireNonNull(run.error()).what()).contains("Notes on Levels", "no note today");
    }

    @Test
    @Order(5)
    @Tag("long")
    void aLossThatSomebodyTakesPassesAndSaysWhoDid() {
        salesperson();
        ReleaseView release =
                release("Close levels", checkout -> Sources.replace(checkout.resolve(ACCESS), FOR_EMPLOYEES, ""));
        RunView run = api.follow(api.post("/releases/" + release.id() + "/rehearse", Map.of("accept-loss", "true"))
                .as(RunView.class)
                .id());
        assertThat(run.status()).as(api.told(run)).isEqualTo("succeeded");
        assertThat(api.get("/runs/" + run.id() + "/evidence/accepted-loss").body())
                .contains("acme.priority.level");
    }

    @Test
    @Order(3)
    @Tag("long")
    void hoursAreCutToWholeOnes() {
        sample.service().database(PRODUCTION).script("UPDATE public.acme_dispatch_round SET departure = 9.5");
        RunView run = api.rehearse(api.release(sample.commitOn(
                        "logistics",
                        "Leave at full hours",
                        checkout -> Sources.replace(
                                checkout.resolve(ROUND), "departure = fields.Float(", "departure = fields.Integer(")))
                .id());
        assertThat(code(run)).as(api.told(run)).isEqualTo("rehearsal.values-cut");
        assertThat(requireNonNull(run.error()).what()).contains("acme_dispatch_round.departure (");
    }

    @Test
    @Order(6)
    @Tag("long")
    void aRightToChangeWhatSomebodyChangedIsLost() {
        try (OdooRpc odoo = sample.signIn(PRODUCTION)) {
            odoo.write("acme.priority.level", odoo.search("acme.priority.level", List.of()), Map.of("sequence", 7));
        }
        RunView run = rehearsed(
                "Keep levels as they are",
                checkout -> Sources.replace(checkout.resolve(ACCESS), "manager,1,1,1,1", "manager,1,0,1,1"));
        assertThat(code(run)).as(api.told(run)).isEqualTo("rehearsal.access-lost");
        assertThat(requireNonNull(run.error()).what()).contains("acme.priority.level write: ");
    }

    /** Odoo takes the template: it is wrong only for who prints an order. */
    @Test
    @Order(7)
    @Tag("long")
    void anOrderCannotBePrintedAnyMore() {
        RunView run = rehearsed(
                "Print the level on orders",
                checkout -> Sources.replace(checkout.resolve(ORDER_VIEWS), "</odoo>", """
                        <template id="report_level" inherit_id="sale.report_saleorder_document">
                            <xpath expr="." position="inside"><p t-out="doc.no_such_level"/></xpath>
                        </template>
                        </odoo>"""));

        assertThat(code(run)).as(api.told(run)).isEqualTo("rehearsal.prints-broken");
        assertThat(requireNonNull(run.error()).what()).contains("sale.report_saleorder", "no_such_level");
    }

    /** What changed on paper is told, and stops nothing. */
    @Test
    @Order(8)
    @Tag("long")
    void anOrderThatIsPrintedWithMoreOnItIsShownBeforeAndAfter() {
        RunView run = rehearsed(
                "Print a greeting on orders",
                checkout -> Sources.replace(checkout.resolve(ORDER_VIEWS), "</odoo>", """
                        <template id="report_greeting" inherit_id="sale.report_saleorder_document">
                            <xpath expr="." position="inside"><p>With kind regards of ACME</p></xpath>
                        </template>
                        </odoo>"""));

        assertThat(run.status()).as(api.told(run)).isEqualTo("succeeded");
        assertThat(api.get("/runs/" + run.id() + "/evidence/prints").body())
                .contains("sale.report_saleorder", "With kind regards of ACME");
    }

    /** What it locks, writes anew, fills and logs passes what the project allows: told, the worst first. */
    @Test
    @Order(9)
    @Tag("long")
    void whatPassesItsThresholdIsAWarning() {
        sample.describe("tests: off\nwarn: { lock: 1s, rewrite: 1, rows: 1%, new_log_errors: 1 }\n");
        try {
            RunView run = rehearsed("Count orders anew", TruthIT::heavyMigration);
            assertThat(run.status()).as(api.told(run)).isEqualTo("succeeded");

            List<Warning> warnings = JSON.readValue(
                            api.get("/runs/" + run.id() + "/evidence/" + RehearsalReport.NAME)
                                    .body(),
                            RehearsalReport.class)
                    .findings()
                    .warnings();
            assertThat(warnings)
                    .extracting(Warning::kind)
                    .contains(Kind.LOCK, Kind.REWRITE, Kind.ROWS)
                    .startsWith(Kind.LOG_ERRORS);
            assertThat(warnings)
                    .extracting(Warning::subject)
                    .anyMatch(subject -> subject.contains("no greeting today"))
                    .contains("sale_order, AccessExclusiveLock", "sale_order")
                    .anyMatch(subject -> subject.startsWith("res_country_state: "));
            assertThat(warnings.subList(1, warnings.size()))
                    .extracting(Warning::degree)
                    .isSortedAccordingTo(Comparator.reverseOrder());
        } finally {
            sample.describe("tests: off\n");
        }
    }

    /** Nobody can be made in production either: a release of something else is not to blame. */
    @Test
    @Order(10)
    @Tag("long")
    void aRuleThatProductionHasHadAllAlongIsNotHeldAgainstARelease() {
        sample.service().database(PRODUCTION).script("""
                ALTER TABLE public.res_partner ADD CONSTRAINT acme_rule CHECK (email <> 'none' AND email IS NOT NULL) NOT VALID
                """);
        try {
            RunView run = rehearsed("Say what a level is", checkout -> {
                Path model = checkout.resolve(LEVEL);
                Files.writeString(model, Files.readString(model) + "\n# A level of service that a customer has.\n");
            });
            assertThat(run.status()).as(api.told(run)).isEqualTo("succeeded");
            assertThat(Api.detail(run, "try-out"))
                    .startsWith("as with production's own code: ")
                    .contains("acme_rule");
        } finally {
            sample.service().database(PRODUCTION).script("ALTER TABLE public.res_partner DROP CONSTRAINT acme_rule");
        }
    }

    private static void heavyMigration(Path checkout) throws java.io.IOException {
        Path module = checkout.resolve(MODULE);
        String manifest = Files.readString(module.resolve("__manifest__.py"));
        Matcher version = Pattern.compile("19\\.0\\.(\\d+)\\.(\\d+)\\.(\\d+)").matcher(manifest);
        assertThat(version.find()).isTrue();
        String next = "19.0." + (Integer.parseInt(version.group(1)) + 1) + ".0.0";
        Files.writeString(module.resolve("__manifest__.py"), manifest.replace(version.group(), next));
        Path script = module.resolve("migrations/" + next + "/post-fill.py");
        Files.createDirectories(script.resolveSibling("."));
        Files.writeString(script, """
                def migrate(cr, version):
                    cr.execute("ALTER TABLE sale_order ADD COLUMN acme_stamp timestamp DEFAULT clock_timestamp()")
                    cr.execute("SELECT pg_sleep(3)")
                    cr.execute(\"""
                        INSERT INTO res_country_state (country_id, name, code)
                        SELECT country_id, name, 'Z' || id FROM res_country_state ORDER BY id LIMIT 200
                    \""")
                """);
        Files.writeString(module.resolve("greeting.py"), """
                import logging

                from odoo.addons.web.controllers.home import Home
                from odoo import http


                class Greeting(Home):

                    @http.route()
                    def web_login(self, *args, **kw):
                        logging.getLogger(__name__).error("acme: no greeting today")
                        return super().web_login(*args, **kw)
                """);
        Path init = module.resolve("__init__.py");
        Files.writeString(init, Files.readString(init) + "\nfrom . import greeting\n");
    }

    private static void contractsByNumber(Path checkout) throws java.io.IOException {
        Sources.replace(
                checkout.resolve(PARTNER), "priority_contract = fields.Char(", "priority_contract = fields.Integer(");
    }

    private static void brokenName(Path checkout) throws java.io.IOException {
        Path model = checkout.resolve(LEVEL);
        Files.writeString(model, Files.readString(model) + """

                    def _compute_display_name(self):
                        raise ValueError("no name today")
                """);
    }

    /** Somebody who sells, and is no manager. */
    private void salesperson() {
        try (OdooRpc odoo = sample.signIn(PRODUCTION)) {
            if (odoo.search("res.users", List.of(List.of("login", "=", "truth")))
                    .isEmpty()) {
                int group = odoo.search("res.groups", List.of(List.of("name", "=", "User: Own Documents Only")))
                        .getFirst();
                odoo.create(
                        "res.users",
                        List.of(Map.of("name", "Truth", "login", "truth", "group_ids", List.of(List.of(4, group)))),
                        Map.of("no_reset_password", true));
            }
        }
    }

    private void contract() {
        sample.service().database(PRODUCTION).script("""
                UPDATE public.res_partner SET priority_contract = 'K-' || id
                 WHERE id IN (SELECT id FROM public.res_partner ORDER BY id DESC LIMIT 3)
                """);
    }

    private RunView rehearsed(String subject, Edit edit) {
        return api.rehearse(release(subject, edit).id());
    }

    private ReleaseView release(String subject, Edit edit) {
        return api.release(sample.commitOn("sales", subject, edit));
    }

    private static String code(RunView run) {
        return run.error() == null ? "" : requireNonNull(run.error()).code();
    }
}
