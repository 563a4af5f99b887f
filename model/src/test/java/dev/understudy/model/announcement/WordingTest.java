package dev.understudy.model.announcement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.announcement.Announcement.Helpers;
import dev.understudy.model.announcement.Announcement.Impact;
import dev.understudy.model.announcement.Reminder.Missing;
import dev.understudy.model.announcement.Reminder.Operation;
import dev.understudy.model.announcement.Told.Kind;
import dev.understudy.model.text.Language;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordingTest {

    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
    private static final Helpers HELPERS = new Helpers(
            List.of("cy (cy@acme.example)"),
            List.of("Sales: ana (ana@acme.example)"),
            Optional.of(Instant.parse("2026-12-04T20:00:00Z")));
    private static final Impact SHORT = new Impact(Duration.ofMillis(8_700), Duration.ofSeconds(64));

    @Test
    void theReaderIsToldWhenForHowLongAndWhatChanges() {
        Announcement planned = planned(SHORT, List.of("Print the order's priority"));
        Wording spanish = new Wording(Locale.forLanguageTag("es"), MADRID);

        assertThat(spanish.subject(planned))
                .startsWith("[acme] Odoo cambia el martes, 1 de diciembre de 2026")
                .contains("21:00")
                .endsWith("(Europe/Madrid)");
        assertThat(spanish.text(planned))
                .contains("durante unos 10 s, como mucho 2 min")
                .contains("- Print the order's priority")
                .contains("- Ventas")
                .endsWith("\nVersión r3\n");
    }

    @Test
    void whoWillNoticeNothingIsToldSo() {
        String text = new Wording(Locale.ENGLISH, MADRID)
                .text(planned(new Impact(Duration.ZERO, Duration.ofSeconds(1)), List.of()));

        assertThat(text).contains("You can go on working").doesNotContain("unavailable");
    }

    @Test
    void aLongListIsCutAndSaysSo() {
        String text = new Wording(Locale.FRENCH, MADRID)
                .text(planned(SHORT, Collections.nCopies(14, "Change\u001b[2J\nmore")));

        assertThat(text).contains("- et 4 de plus").doesNotContain("\u001b").doesNotContain("\nmore");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"SUPPORT", "SUPPORT_OVER", "RETROSPECTIVE", "KEY_USERS", "HELD_UP"},
            mode = EnumSource.Mode.EXCLUDE)
    void everyKindHasItsWordsInEveryLanguage(Kind kind) {
        for (Locale locale : Language.SPOKEN) {
            Wording wording = new Wording(locale, MADRID);
            Announcement announcement = new Announcement(
                    kind,
                    "acme",
                    "r3",
                    Instant.parse("2026-12-01T20:00:00Z"),
                    SHORT,
                    List.of("A change"),
                    List.of(),
                    HELPERS);

            assertThat(wording.subject(announcement)).startsWith("[acme] ").doesNotContain("\n");
            assertThat(wording.text(announcement)).contains("Odoo").doesNotContain("announcement.");
            assertThat(wording.text(announcement).contains("- cy (cy@acme.example)")
                            && wording.text(announcement).contains("- Sales: ana (ana@acme.example)"))
                    .as("who helps with what changes")
                    .isEqualTo(kind != Kind.CALLED_OFF && kind != Kind.UNDONE);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"SUPPORT", "SUPPORT_OVER", "RETROSPECTIVE"})
    void whoIsAskedForSomethingReadsWhatAndUntilWhen(Kind kind) {
        for (Locale locale : Language.SPOKEN) {
            Wording wording = new Wording(locale, MADRID);
            Asking asking = new Asking(
                    kind,
                    "acme",
                    "r3",
                    "ana",
                    Instant.parse("2026-12-04T20:00:00Z"),
                    List.of("Sales\u001b[2J"),
                    List.of("cy (cy@acme.example)"),
                    List.of("A change"));

            assertThat(wording.subject(asking)).startsWith("[acme] ").contains("r3");
            assertThat(wording.text(asking))
                    .contains("Sales", "- cy (cy@acme.example)", "- A change", "understudy", "2026")
                    .doesNotContain("asking.", "\u001b");

            Wording linked = new Wording(locale, MADRID, "https://understudy.example/projects/acme");
            assertThat(linked.text(asking))
                    .as("whoever may come to the pages is told of no command")
                    .contains("https://understudy.example/projects/acme/releases/r3")
                    .doesNotContain("asking.", "understudy ticket", "understudy release", "understudy retrospective");
        }
    }

    private static Announcement planned(Impact impact, List<String> changes) {
        return new Announcement(
                Kind.PLANNED,
                "acme",
                "r3",
                Instant.parse("2026-12-01T20:00:00Z"),
                impact,
                changes,
                List.of("Ventas"),
                HELPERS);
    }

    @Test
    void whoIsMissingReadsWhatTheyDoAndWhere() {
        Reminder reminder = new Reminder(
                "acme",
                "r3",
                "staging",
                "https://staging.acme.example",
                List.of(
                        new Missing("Sales\u001b[2J", List.of(new Operation("Pedido de venta", 1240))),
                        new Missing("Inventory", List.of())),
                List.of("di (di@acme.example)"));
        for (Locale locale : Language.SPOKEN) {
            Wording wording = new Wording(locale, MADRID);

            assertThat(wording.subject(reminder)).startsWith("[acme] ").contains("r3", "staging");
            assertThat(wording.text(reminder))
                    .contains(
                            "https://staging.acme.example", "- Inventory", "- di (di@acme.example)", "Pedido de venta")
                    .doesNotContain("reminder.", "\u001b", "{");
        }
        assertThat(new Wording(Locale.ENGLISH, MADRID).text(reminder)).contains("Pedido de venta (1,240 a week)");
    }
}
