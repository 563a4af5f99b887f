package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.EnvironmentView.Following;
import dev.understudy.server.api.FakeDesk;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code env show} says of a production that is a copy of an Odoo in which users are still at work. */
@Timeout(60)
class FollowedShownTest {

    private static final Instant FIRST = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LAST = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void aCopyThatAStandbyKeepsTellsWhatTheStandbyLacks() {
        assertThat(shown("C", FIRST, 3_500_000L))
                .contains(
                        "copy of the Odoo that it follows",
                        "until: take-over",
                        "/etc/odoo/odoo.conf",
                        "port 8069",
                        "since 2026-03-01",
                        "last at 2026-03-02",
                        "The standby beside it lacks 3.5 MB")
                .doesNotContain("live", "env live");
    }

    @Test
    void oneThatWasDumpedSaysWhatBringsItUpToDate() {
        assertThat(shown("C", FIRST, null)).contains("since is not in the copy; now: follow");
        assertThat(shown("es_ES.UTF-8", FIRST, null)).contains("copia del Odoo al que sigue", "desde 2026-03-01");
        assertThat(shown("fr_FR.UTF-8", FIRST, null)).contains("copie de l’Odoo qu’elle suit", "depuis 2026-03-01");
    }

    @Test
    void oneThatHasNothingYetSaysSo() {
        assertThat(shown("C", null, null)).contains("nothing was brought over yet");
    }

    private static String shown(String language, @Nullable Instant since, @Nullable Long lacking) {
        Following follows = new Following("/etc/odoo/odoo.conf", 8069, since, since == null ? null : LAST, lacking);
        try (Prompt prompt = new Prompt(log -> new Desk(log, follows))) {
            prompt.speak(language);
            return prompt.run("env", "show", "production").out();
        }
    }

    private static final class Desk extends FakeDesk {

        private final Following follows;

        Desk(Path log, Following follows) {
            super(log);
            this.follows = follows;
        }

        @Override
        public EnvironmentView environment(String name, Locale locale) {
            EnvironmentView one = super.environment(name, locale);
            return new EnvironmentView(
                    name,
                    one.kind(),
                    one.status(),
                    one.url(),
                    one.database(),
                    one.release(),
                    false,
                    true,
                    false,
                    true,
                    List.of(),
                    one.createdAt(),
                    null,
                    null,
                    one.ports(),
                    List.of(),
                    EnvironmentView.Outside.NONE,
                    List.of(),
                    follows);
        }
    }
}
