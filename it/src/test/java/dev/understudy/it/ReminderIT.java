package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.demo.OdooRpc;
import dev.understudy.it.Cli.Ended;
import dev.understudy.model.run.RunView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A planned change in the calendar of a real Odoo 19, and among what its web client is told to show. */
@ExtendWith(SharedProduction.class)
@Timeout(1800)
@Tag("long")
class ReminderIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String EVENT = "calendar.event";

    private final SampleProduction sample;
    private final LiveService service;

    ReminderIT(SampleProduction sample) {
        this.sample = sample;
        this.service = sample.service();
    }

    private JsonNode events(OdooRpc odoo) {
        return odoo.searchRead(
                EVENT,
                List.of(List.of("name", "like", "[acme]")),
                List.of("name", "start", "stop", "show_as", "partner_ids", "alarm_ids", "description"));
    }

    private void told(String... words) {
        Ended ended = Cli.run(service.home(), words);
        assertThat(ended.exitCode()).as(ended.err()).isZero();
    }

    @Test
    void standsInTheCalendarAndIsWhatTheWebClientIsToShow() throws IOException {
        Path key = service.home().directory().resolve("odoo.key");
        Files.writeString(key, ApiKeys.ofAdministrator(service.database(PRODUCTION)));
        try (OdooRpc odoo = sample.signIn(PRODUCTION)) {
            List<Integer> module = odoo.search("ir.module.module", List.of(List.of("name", "=", "calendar")));
            odoo.execute("ir.module.module", "button_immediate_install", List.of(module), Map.of());
            sample.describe("""
                    external_api: { user: admin, key: "${file:%s}" }
                    notify: [{ odoo: { ahead: [1m] } }]
                    """.formatted(key));
            String id =
                    sample.api().release(sample.repositories().goodRelease()).id();
            RunView rehearsed = sample.api().rehearse(id);
            assertThat(rehearsed.status()).as(sample.api().told(rehearsed)).isEqualTo("succeeded");
            int mails = odoo.search("mail.mail", List.of()).size();

            Instant start = Instant.now().plus(Duration.ofMinutes(62)).truncatedTo(ChronoUnit.SECONDS);
            told("release", "plan", id, "--at", start.toString());
            told("release", "announce", id);

            JsonNode event = Await.until(PATIENCE, () -> events(odoo), found -> found.size() == 1)
                    .path(0);
            assertThat(event.path("start").asString())
                    .isEqualTo(start.toString().replace("T", " ").replace("Z", ""));
            assertThat(event.path("show_as").asString()).isEqualTo("free");
            assertThat(event.path("alarm_ids").size()).isEqualTo(1);
            assertThat(event.path("partner_ids").size())
                    .as("all who work there")
                    .isEqualTo(odoo.search("res.users", List.of(List.of("share", "=", false)))
                            .size());
            JsonNode shown = odoo.execute("calendar.alarm_manager", "get_next_notif", List.of(), Map.of());
            assertThat(shown.size())
                    .as("what Odoo tells the web client to show: %s", shown)
                    .isEqualTo(1);
            assertThat(shown.path(0).path("title")).isEqualTo(event.path("name"));
            assertThat(shown.path(0).path("timer").asInt())
                    .as("seconds until an hour before")
                    .isLessThan(121);

            Instant later = start.plus(Duration.ofMinutes(5));
            told("release", "plan", id, "--at", later.toString());
            JsonNode moved = Await.until(
                    PATIENCE,
                    () -> events(odoo),
                    found -> !found.path(0).path("start").equals(event.path("start")));
            assertThat(moved.size()).as("the same one").isEqualTo(1);
            assertThat(odoo.search("mail.mail", List.of()))
                    .as("nobody is written to for it")
                    .hasSize(mails);

            told("release", "plan", id);
            assertThat(Await.until(PATIENCE, () -> events(odoo), JsonNode::isEmpty))
                    .isEmpty();
        }
    }
}
