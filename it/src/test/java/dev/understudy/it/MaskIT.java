package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.demo.OdooRpc;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.EnvironmentView;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A masked copy of production on real Odoo holds nobody's data, and people work in it as in production. */
@ExtendWith(SharedProduction.class)
@Timeout(1200)
class MaskIT {

    private static final String COPY = "masked";
    private static final String OUTSIDE = "outside";
    private static final String ELSEWHERE = "elsewhere";
    private static final String CUSTOMER = "Zacarías Quintanilla";
    private static final String MAIL = "zacarias@krakelheim.example";
    private static final List<String> FIELDS = List.of(
            "name", "display_name", "email", "email_normalized", "phone", "phone_sanitized", "street", "comment");

    @Test
    void aMaskedCopyIsWorkedInAndHoldsNobody(SampleProduction sample) {
        int customer;
        try (OdooRpc odoo = sample.signIn(PRODUCTION)) {
            customer = odoo.create(
                            "res.partner",
                            List.of(Map.of(
                                    "name",
                                    CUSTOMER,
                                    "email",
                                    MAIL,
                                    "phone",
                                    "+34 600 123 456",
                                    "street",
                                    "Calle del Olvido 3",
                                    "comment",
                                    "<p>Knows " + CUSTOMER + "'s brother</p>")),
                            Map.of())
                    .getFirst();
            odoo.execute(
                    "res.partner",
                    "message_post",
                    List.of(List.of(customer)),
                    Map.of("body", "Called " + CUSTOMER + " at +34 600 123 456, see " + MAIL));
        }
        TestersWork original = work(sample, PRODUCTION, customer);
        int orders;
        try (OdooRpc odoo = sample.signIn(PRODUCTION)) {
            orders = odoo.search("sale.order", List.of()).size();
        }
        sample.describe("  " + COPY + ":\n    copy_of: production\n    mask: default\n  " + OUTSIDE
                + ":\n    copy_of: production\n    mask: default\n  " + ELSEWHERE
                + ":\n    copy_of: production\nmask:\n  testers: [admin]\n  refresh: 1d\n");

        RunView refreshed = sample.api().perform(COPY, "refresh", Map.of());

        assertThat(refreshed.status()).as(sample.api().told(refreshed)).isEqualTo("succeeded");
        JsonNode proof = sample.api().evidence(refreshed.id(), "mask-report").get("proof");
        assertThat(proof.get("found")).isEmpty();
        assertThat(proof.get("names").asInt()).isGreaterThan(100);
        assertThat(proof.get("files").asInt()).isPositive();
        try (OdooRpc odoo = sample.signIn(COPY)) {
            assertThat(odoo.search("sale.order", List.of())).hasSize(orders);
            works(odoo);
            assertThat(odoo.search("res.partner", List.of(List.of("name", "ilike", "Quintanilla"))))
                    .isEmpty();
            assertThat(odoo.search("mail.message", List.of(List.of("body", "ilike", "Quintanilla"))))
                    .isEmpty();
        }
        assertThat(work(sample, COPY, customer)).isEqualTo(original);
        try (OdooRpc odoo = sample.signIn(PRODUCTION)) {
            assertThat(odoo.search("res.partner", List.of(List.of("name", "=", CUSTOMER))))
                    .hasSize(1);
        }
        isCut(sample, refreshed, orders);
        goesOut(sample, orders);
    }

    private static TestersWork work(SampleProduction sample, String environment, int customer) {
        EnvironmentView view = sample.api().environment(environment);
        return TestersWork.done(
                URI.create("http://127.0.0.1:" + SampleProduction.http(view)),
                requireNonNull(view.database()).name(),
                customer);
    }

    /** What is masked can be handed out, production cannot. */
    private static void goesOut(SampleProduction sample, int orders) {
        Path file = sample.service().home().directory().resolve("masked.zip");
        RunView refused = sample.api().perform(PRODUCTION, "export", Map.of());
        RunView exported = sample.api().perform(OUTSIDE, "export", Map.of("file", file.toString()));

        assertThat(refused.status()).isEqualTo("failed");
        assertThat(sample.api().told(refused)).contains("mask.not-masked");
        assertThat(exported.status()).as(sample.api().told(exported)).isEqualTo("succeeded");
        RunView loaded = sample.api().perform(ELSEWHERE, "restore", Map.of("backup", file.toString()));
        assertThat(loaded.status()).as(sample.api().told(loaded)).isEqualTo("succeeded");
        try (OdooRpc odoo = sample.signIn(ELSEWHERE)) {
            assertThat(odoo.search("sale.order", List.of())).hasSize(orders);
            assertThat(odoo.search("res.partner", List.of(List.of("name", "ilike", "Quintanilla"))))
                    .isEmpty();
        }
    }

    /** The next one is cut from what was masked just now. */
    private static void isCut(SampleProduction sample, RunView first, int orders) {
        RunView cut = sample.api().perform(OUTSIDE, "refresh", Map.of());

        assertThat(cut.status()).as(sample.api().told(cut)).isEqualTo("succeeded");
        tell(cut);
        assertThat(sample.api().evidence(cut.id(), "mask-report"))
                .isEqualTo(sample.api().evidence(first.id(), "mask-report"));
        try (OdooRpc odoo = sample.signIn(OUTSIDE)) {
            assertThat(odoo.search("sale.order", List.of())).hasSize(orders);
            assertThat(odoo.search("res.partner", List.of(List.of("name", "ilike", "Quintanilla"))))
                    .isEmpty();
        }
    }

    /** A customer is found by his new name and his new address, and orders; Odoo takes all of it as valid. */
    private static void works(OdooRpc odoo) {
        JsonNode customer = odoo.searchRead(
                        "res.partner",
                        List.of(List.of("email", "like", ".invalid"), List.of("phone", "!=", false)),
                        FIELDS)
                .get(0);
        String name = customer.get("name").asString();
        String mail = customer.get("email").asString();
        assertThat(customer.toString()).doesNotContain("Quintanilla", "krakelheim", "600123456", "Olvido");
        assertThat(customer.get("display_name").asString()).endsWith(name);
        assertThat(customer.get("email_normalized").asString()).isEqualTo(mail);
        // Without Python's phonenumbers, Odoo keeps the spaces.
        assertThat(customer.get("phone_sanitized").asString().replace(" ", ""))
                .isEqualTo(customer.get("phone").asString().replace(" ", ""));
        assertThat(Stream.of(name, mail).map(text -> found(odoo, text))).containsExactly(1, 1);

        int id = customer.get("id").asInt();
        int product = odoo.search("product.product", List.of(List.of("sale_ok", "=", true)))
                .getFirst();
        int order = odoo.create(
                        "sale.order",
                        List.of(Map.of(
                                "partner_id", id, "order_line", List.of(List.of(0, 0, Map.of("product_id", product))))),
                        Map.of())
                .getFirst();
        odoo.execute("sale.order", "action_confirm", List.of(List.of(order)), Map.of());
        assertThat(odoo.searchRead("sale.order", List.of(List.of("id", "=", order)), List.of("state"))
                        .get(0)
                        .get("state")
                        .asString())
                .isEqualTo("sale");
    }

    private static int found(OdooRpc odoo, String text) {
        return odoo.execute("res.partner", "name_search", List.of(text), Map.of())
                .size();
    }

    /** How long each step took: an environment is to be cut in a second or two. */
    private static void tell(RunView run) {
        for (RunView.StepView step : run.steps()) {
            if (step.startedAt() != null && step.finishedAt() != null) {
                System.err.println(step.name() + ": "
                        + Duration.between(step.startedAt(), step.finishedAt()).toMillis() + " ms, " + step.detail());
            }
        }
    }
}
