package dev.understudy.it;

import static dev.understudy.it.SampleProduction.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.demo.OdooRpc;
import dev.understudy.model.run.RunView;
import dev.understudy.targets.host.CommandResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What a staging on real Odoo 19 sends is caught, whoever it is for, and nobody else sends there. */
@Tag("long")
@ExtendWith(SharedProduction.class)
@Timeout(900)
class MailboxIT {

    private final SampleProduction sample;
    private final Api api;

    MailboxIT(SampleProduction sample) {
        this.sample = sample;
        this.api = sample.api();
    }

    @Test
    void whatACopySendsIsCaughtAndShown() {
        RunView made = api.perform(STAGING, "refresh", Map.of());
        assertThat(made.status()).as(api.told(made)).isEqualTo("succeeded");
        List<List<String>> server = sample.service()
                .database(STAGING)
                .rows("SELECT smtp_host, smtp_port::text FROM ir_mail_server WHERE active");
        assertThat(server)
                .singleElement()
                .satisfies(row -> assertThat(row.getFirst()).isEqualTo("127.0.0.1"));
        String port = server.getFirst().get(1);

        try (OdooRpc odoo = sample.signIn(STAGING)) {
            List<Integer> mail = odoo.create(
                    "mail.mail",
                    List.of(Map.of(
                            "subject",
                            "Your order S00012 – ñ",
                            "email_from",
                            "shop@acme.example",
                            "email_to",
                            "rosa@client.example",
                            "body_html",
                            "<p>Thank <b>you</b></p><script>alert(1)</script>",
                            "auto_delete",
                            false)),
                    Map.of());
            odoo.execute("mail.mail", "send", List.of(mail), Map.of("raise_exception", true));
            assertThat(odoo.searchRead(
                                    "mail.mail", List.of(List.of("id", "in", mail)), List.of("state", "failure_reason"))
                            .toString())
                    .contains("\"sent\"");
        }

        JsonNode caught = Await.until(
                Duration.ofMinutes(1),
                () -> api.get("/environments/staging/mails?search=S00012").json(),
                list -> list.size() == 1);
        assertThat(caught.get(0).path("subject").asString()).isEqualTo("Your order S00012 – ñ");
        assertThat(caught.get(0).path("to").asString()).isEqualTo("rosa@client.example");
        assertThat(api.get("/environments/staging/mails/"
                                + caught.get(0).path("id").asInt())
                        .body())
                .contains("Thank <b>you</b>");

        String knock = "exec 3<>/dev/tcp/127.0.0.1/" + port + "; head -1 <&3";
        CommandResult stranger = sample.service().bash(null, knock);
        assertThat(stranger.out() + stranger.err()).contains("554");
    }
}
