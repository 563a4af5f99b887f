package dev.understudy.process;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.release.ChangeClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A planned change stands in the calendar of production's Odoo, once, for as long as it is expected; nobody needs mail. */
@Timeout(300)
class OdooCalendarTest {

    private static final Instant MONDAY = Instant.parse("2026-11-30T09:00:00Z");
    private static final Instant START = Instant.parse("2026-12-02T20:00:00Z");

    @TempDir
    private Path folder;

    private AnsweringOdoo odoo;
    private Company company;
    private String release;

    @BeforeEach
    void begin() throws IOException {
        odoo = new AnsweringOdoo();
        Path key = Files.writeString(folder.resolve("odoo-key"), "0123456789\n");
        company = new Company(folder, """
                project: acme
                odoo: { series: "19.0" }
                repositories: [{ name: sales, url: https://git.example/acme/sales.git }]
                environments: { production: {} }
                external_api: { user: understudy, key: "${file:%s}", language: es }
                notify: [{ odoo: { ahead: [7d] } }]
                """.formatted(key), MONDAY);
        company.productionAt(odoo.port());
        company.productionAnswers(new AnsweringDatabase(true).doors());
        release = company.release(ChangeClass.C, "dev", "sale");
        company.perform("rehearse", "rehearsal", release);
    }

    @AfterEach
    void end() {
        company.close();
        odoo.close();
    }

    private void plan(Optional<Instant> at) {
        company.practice.people().sayings().plan(release, at, "cy");
        company.pass(Duration.ofMinutes(1));
    }

    @Test
    void itIsEnteredForAllAndRemindsThemAndMovesWithThePlan() {
        plan(Optional.of(START));
        assertThat(odoo.messages).as("told without a mail server too").hasSize(1);
        JsonNode event = requireNonNull(odoo.events.get(1));
        assertThat(event.path("name").asString()).contains("Odoo cambia el");
        assertThat(event.path("start").asString()).isEqualTo("2026-12-02 20:00:00");
        assertThat(event.path("stop").asString()).startsWith("2026-12-02 20:0");
        assertThat(event.path("partner_ids").toString()).isEqualTo("[[6,0,[3,8]]]");
        assertThat(event.path("alarm_ids").toString()).isEqualTo("[[6,0,[60]]]");
        assertThat(event.path("show_as").asString()).isEqualTo("free");
        assertThat(odoo.flags).contains("no_mail_to_attendees");

        plan(Optional.of(START.plus(Duration.ofDays(1))));
        assertThat(odoo.events).as("the same entry").hasSize(1);
        assertThat(requireNonNull(odoo.events.get(1)).path("start").asString()).isEqualTo("2026-12-03 20:00:00");

        plan(Optional.empty());
        assertThat(odoo.events).isEmpty();
        assertThat(odoo.messages).hasSize(3);
    }

    @Test
    void whoeverIsSignedInIsRemindedThriceAsItComesNear() {
        plan(Optional.of(START));

        for (long minutes = 90; minutes > 0; minutes--) {
            company.at(START.minus(Duration.ofMinutes(minutes)));
            company.practice.look(company.now());
        }

        assertThat(odoo.reminders)
                .as("an hour, half an hour and a quarter before, each a little ahead of it")
                .containsExactly("[[6,0,[60]]]", "[[6,0,[30]]]", "[[6,0,[15]]]");
        assertThat(odoo.messages).hasSize(1);
    }

    @Test
    void whatWasEnteredAndNotHeardOfIsNotEnteredTwice() {
        odoo.loseAnswers(true);
        plan(Optional.of(START));
        odoo.loseAnswers(false);
        company.pass(Duration.ofHours(2));
        company.pass(Duration.ofHours(2));

        assertThat(odoo.events).hasSize(1);
    }

    @Test
    void anOdooWithoutACalendarGetsTheMessageAlone() {
        company.productionAnswers(new AnsweringDatabase(false).doors());

        plan(Optional.of(START));

        assertThat(odoo.messages).hasSize(1);
        assertThat(odoo.events).isEmpty();
        assertThat(company.practice.telling().announcements().of(release))
                .singleElement()
                .satisfies(sum -> assertThat(sum.problem()).isEmpty());
    }
}
