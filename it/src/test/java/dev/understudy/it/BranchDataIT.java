package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.demo.OdooRpc;
import dev.understudy.it.Cli.Ended;
import dev.understudy.model.run.RunView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A development on real Odoo 19 that goes from branch to branch, each with a database of its own. */
@Tag("long")
@ExtendWith(SharedProduction.class)
@Timeout(2400)
class BranchDataIT {

    private static final String DEVELOPMENT = "development";
    private static final String ANCHOR = "    @api.depends('partner_id')\n";

    private final SampleProduction sample;
    private final Path sales;

    BranchDataIT(SampleProduction sample) {
        this.sample = sample;
        this.sales = sample.repositories().repository("sales");
    }

    /** A branch with a field more; its name. */
    private String branch(String field) {
        return "topic-" + withField(field).substring(0, 12);
    }

    private String withField(String field) {
        String base = Objects.requireNonNull(sample.api()
                .release(Objects.requireNonNull(sample.production().release()))
                .repositories()
                .get("sales"));
        return Sources.commit(
                sales,
                base,
                "Add " + field,
                checkout -> Sources.replace(
                        checkout.resolve("acme_sale_priority/models/sale_order.py"),
                        ANCHOR,
                        "    " + field + " = fields.Integer()\n\n" + ANCHOR));
    }

    private String switched(String branch) {
        Ended ended = Cli.run(sample.service().home(), "env", "switch", DEVELOPMENT, "--branch", branch);
        RunView run = ended.run();
        assertThat(run.status()).as(sample.api().told(run)).isEqualTo("succeeded");
        assertThat(sample.serves(DEVELOPMENT)).isTrue();
        return Api.detail(run, "bring-branch-data");
    }

    private boolean has(String field) {
        return !sample.service()
                .database(DEVELOPMENT)
                .rows(
                        "SELECT 1 FROM information_schema.columns WHERE table_name = 'sale_order' AND column_name = ?",
                        field)
                .isEmpty();
    }

    private int partners(String name) {
        try (OdooRpc odoo = sample.signIn(DEVELOPMENT)) {
            return odoo.search("res.partner", List.of(List.of("name", "=", name)))
                    .size();
        }
    }

    /** The code of a branch is run as soon as somebody looks at it: nobody has rehearsed it. */
    @Test
    void theCodeOfABranchGetsOutNowhere() throws IOException {
        describe();
        try (HostileCanary canary = new HostileCanary(sample.service().host())) {
            HostileRelease hostile = new HostileRelease(sample.service().home(), canary, new HostileTraps(canary));
            String commit = Objects.requireNonNull(
                    sample.commitOn("sales", hostile.subject(), hostile::write).get("sales"));

            switched("topic-" + commit.substring(0, 12));

            Path logs = sample.service().home().first().environment(DEVELOPMENT).resolve("logs");
            assertThat(Files.readString(logs.resolve(DEVELOPMENT + "-web-blue.log")))
                    .contains("HOSTILE tried at import")
                    .doesNotContain("HOSTILE got");
            assertThat(canary.sung()).isEmpty();
            assertThat(sample.serves(PRODUCTION)).isTrue();
        }
    }

    @Test
    void branchesOfACopyHaveProductionsDataAndNoneOfEachOther() {
        sample.describe("  trial:\n    data: copy\n    per_branch: true\n");
        String orders = "SELECT count(*) FROM public.sale_order";
        String branch = branch("acme_third");
        Ended refused = Cli.run(sample.service().home(), "env", "switch", "trial", "--branch", branch);
        assertThat(refused.out() + refused.err()).contains("branch.refresh-first");
        assertThat(Cli.run(sample.service().home(), "refresh", "trial").run().status())
                .isEqualTo("succeeded");

        RunView run = Cli.run(sample.service().home(), "env", "switch", "trial", "--branch", branch)
                .run();

        assertThat(run.status()).as(sample.api().told(run)).isEqualTo("succeeded");
        assertThat(Api.detail(run, "neutralize-again")).contains("assertions hold");
        assertThat(sample.serves("trial")).isTrue();
        assertThat(sample.service().database("trial").rows(orders))
                .isEqualTo(sample.service().database(PRODUCTION).rows(orders));
        assertThat(sample.service()
                        .database("trial")
                        .rows("SELECT 1 FROM information_schema.columns WHERE column_name = 'acme_third'"))
                .hasSize(1);
        assertThat(sample.service()
                        .database("trial")
                        .rows("SELECT value FROM public.ir_config_parameter WHERE key = 'database.is_neutralized'"))
                .as("it is harmless")
                .containsExactly(List.of("true"));
    }

    private void describe() {
        sample.describe("  development:\n    data: minimal\n    per_branch: true\n");
    }

    @Test
    void eachBranchKeepsItsDatabaseWhileItsDataModelCanLiveOnIt() {
        describe();
        String first = branch("acme_first");
        String second = branch("acme_second");

        assertThat(switched(first)).isEqualTo("made anew: the branch has none yet");
        assertThat(has("acme_first")).isTrue();
        try (OdooRpc odoo = sample.signIn(DEVELOPMENT)) {
            odoo.create("res.partner", List.of(Map.of("name", "Tried on the first")), Map.of());
        }

        assertThat(switched(second)).startsWith("made anew");
        assertThat(has("acme_first")).isFalse();
        assertThat(has("acme_second")).isTrue();
        assertThat(partners("Tried on the first")).isZero();

        Ended shown = Cli.run(sample.service().home(), "env", "show", DEVELOPMENT);
        assertThat(shown.json().path("branches").findValuesAsString("branch")).startsWith(second, first);
        assertThat(shown.json().path("branches").path(0).path("live").asBoolean())
                .isTrue();

        assertThat(switched(first)).isEqualTo("its own, from before");
        assertThat(has("acme_first")).isTrue();
        assertThat(partners("Tried on the first")).isEqualTo(1);

        String anew = withField("acme_other");
        Sources.move(sales, first, anew);
        assertThat(switched(first)).startsWith("made anew: ").contains("acme_first");
        assertThat(has("acme_first")).isFalse();
        assertThat(has("acme_other")).isTrue();
        assertThat(partners("Tried on the first")).isZero();
        assertThat(sample.service()
                        .database(PRODUCTION)
                        .rows("SELECT 1 FROM information_schema.columns WHERE column_name LIKE 'acme\\_%' "
                                + "AND column_name IN ('acme_first', 'acme_second', 'acme_other')"))
                .as("production has nothing of it")
                .isEmpty();
    }
}
