package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static dev.understudy.it.SampleProduction.STAGING;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.demo.OdooRpc;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.EnvironmentView;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** On the oldest Odoo that is supported, a masked copy gives whoever tests what production gives. */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(3600)
class Mask14IT {

    private static final String CUSTOMER = "Zacarías Quintanilla";

    private final LiveService service = LiveService.inNewHome();

    @AfterAll
    void leaveNothing() {
        service.close();
    }

    @Test
    void aMaskedCopyIsWorkedInAndHoldsNobody() {
        Odoo14Production.create(service, "sale_management, l10n_generic_coa", """
                    mask: default
                mask:
                  testers: [admin]
                """);
        int customer = customer();
        TestersWork original = work(PRODUCTION, customer);

        RunView refreshed = service.api().perform(STAGING, "refresh", Map.of());

        assertThat(refreshed.status()).as(service.api().told(refreshed)).isEqualTo("succeeded");
        assertThat(service.api()
                        .evidence(refreshed.id(), "mask-report")
                        .get("proof")
                        .get("found"))
                .isEmpty();
        assertThat(work(STAGING, customer)).isEqualTo(original);
        assertThat(service.database(STAGING).rows("SELECT name FROM res_partner WHERE name ILIKE '%quintanilla%'"))
                .isEmpty();
        assertThat(service.database(STAGING).rows("SELECT id FROM mail_message WHERE body ILIKE '%quintanilla%'"))
                .isEmpty();
    }

    private TestersWork work(String environment, int customer) {
        EnvironmentView view = service.api().environment(environment);
        return TestersWork.done(server(view), requireNonNull(view.database()).name(), customer);
    }

    private static URI server(EnvironmentView view) {
        return URI.create("http://127.0.0.1:" + SampleProduction.http(view));
    }

    private int customer() {
        EnvironmentView view = service.api().environment(PRODUCTION);
        try (OdooRpc odoo =
                OdooRpc.login(server(view), requireNonNull(view.database()).name(), "admin", "admin")) {
            odoo.create("product.product", List.of(Map.of("name", "Lamp", "list_price", 20)), Map.of());
            int customer = odoo.create(
                            "res.partner",
                            List.of(Map.of(
                                    "name",
                                    CUSTOMER,
                                    "email",
                                    "zacarias@krakelheim.example",
                                    "phone",
                                    "+34 600 123 456",
                                    "street",
                                    "Calle del Olvido 3",
                                    "comment",
                                    "Knows " + CUSTOMER + "'s brother")),
                            Map.of())
                    .getFirst();
            odoo.execute(
                    "res.partner",
                    "message_post",
                    List.of(List.of(customer)),
                    Map.of("body", "Called " + CUSTOMER + " at +34 600 123 456"));
            return customer;
        }
    }
}
