package dev.understudy.model.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.readiness.CriticalUpdates.Known;
import dev.understudy.model.readiness.OdooBuild.Newer;
import dev.understudy.model.readiness.PendingUpdates.Update;
import dev.understudy.model.readiness.Readiness.Answer;
import dev.understudy.model.readiness.Readiness.Mark;
import dev.understudy.model.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Updates are good only where somebody looked: at lists that are new, of security updates, for each part. */
class CriticalUpdatesTest {

    private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");
    private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
    private static final String DEBIAN = "Debian GNU/Linux 13 (trixie)";
    private static final String FOLDER = "/var/cache/understudy/roots/odoo-19.0";

    private OdooBuild odoo =
            new OdooBuild("deb:19.0.20261120", Optional.of(NOW.minus(Duration.ofDays(11))), Optional.empty());
    private int packages;
    private Optional<String> server = Optional.of("17.5");
    private PendingUpdates system = new PendingUpdates(DEBIAN, Optional.of(YESTERDAY), true, List.of());
    private Optional<PendingUpdates> folder =
            Optional.of(new PendingUpdates(FOLDER, Optional.of(YESTERDAY), true, List.of()));
    private Map<String, String> servers = Map.of("17", "17.5");

    private Answer answer() {
        return CriticalUpdates.of(new Known(odoo, packages, server, new MachineUpdates(system, folder, servers)), NOW);
    }

    private String told() {
        return answer().reason(Texts.of("model", Locale.ENGLISH));
    }

    private void waiting(Update... waiting) {
        system = new PendingUpdates(DEBIAN, Optional.of(YESTERDAY), true, List.of(waiting));
    }

    @Test
    void allThatWasLookedAtAndHasNothingOutstandingIsGood() {
        waiting(new Update("tzdata", "2026a", "2026b", false));

        assertThat(answer().mark()).isEqualTo(Mark.GOOD);
        assertThat(told())
                .isEqualTo("Odoo of 2026-11-20; " + FOLDER + ": no security update is outstanding, as of 2026-11-30; "
                        + "PostgreSQL 17.5; " + DEBIAN + ": no security update is outstanding, as of 2026-11-30");
    }

    @Test
    void securityUpdatesOfTheSystemAreBad() {
        waiting(new Update("zip", "3.0-13", "3.0-13+deb13u1", true), new Update("bash", "5.2", "5.3", true));

        assertThat(answer().mark()).isEqualTo(Mark.BAD);
        assertThat(told()).contains(DEBIAN + ": security updates of 2 packages are outstanding (bash, zip)");
    }

    @Test
    void aMinorVersionOfPostgresIsOutstandingWhereverItComesFrom() {
        waiting(new Update("postgresql-17", "17.5-1.pgdg13+1", "17.6-1.pgdg13+1", false));

        assertThat(answer().mark()).isEqualTo(Mark.BAD);
        assertThat(told()).contains("PostgreSQL 17.5 runs, and 17.6 can be installed");
        waiting(new Update("postgresql-16", "16.1-1", "16.9-1", true));
        assertThat(told()).as("production has another").contains("PostgreSQL 17.5; ");
    }

    @Test
    void whatIsInstalledAndNotYetRunIsOutstanding() {
        servers = Map.of("17", "17.6");

        assertThat(answer().mark()).isEqualTo(Mark.BAD);
        assertThat(told()).contains("PostgreSQL 17.5 runs until it is restarted, 17.6 is installed");
    }

    @Test
    void whereNobodyLookedNobodyKnows() {
        Map<String, UnaryOperator<PendingUpdates>> reasons = Map.of(
                "its lists of packages are of 2026-11-20; apt-get update brings newer ones",
                it -> new PendingUpdates(it.system(), Optional.of(NOW.minus(Duration.ofDays(11))), true, List.of()),
                "no lists of packages are here",
                it -> new PendingUpdates(it.system(), Optional.empty(), true, List.of()),
                "this machine has no list of its security updates",
                it -> new PendingUpdates(it.system(), Optional.of(YESTERDAY), false, List.of()));
        PendingUpdates good = system;
        reasons.forEach((told, change) -> {
            system = change.apply(good);
            assertThat(answer().mark()).as(told).isEqualTo(Mark.UNKNOWN);
            assertThat(told()).contains(DEBIAN + ": " + told);
            assertThat(told()).as("of PostgreSQL neither").doesNotContain("PostgreSQL 17.5");
        });
        system = good;
        folder = Optional.empty();
        assertThat(answer().mark()).isEqualTo(Mark.UNKNOWN);
    }

    @Test
    void oldListsStillTellWhatWasOutstandingThen() {
        system = new PendingUpdates(
                DEBIAN, Optional.of(Instant.EPOCH), true, List.of(new Update("zip", "3.0-13", "3.0-14", true)));

        assertThat(answer().mark()).isEqualTo(Mark.BAD);
    }

    @Test
    void ofPackagesThatTheReleaseBringsNobodyKnows() {
        packages = 3;

        assertThat(answer().mark()).isEqualTo(Mark.UNKNOWN);
        assertThat(told()).contains("3 Python packages of the release");
    }

    @Test
    void anOdooIsGoodWhileItIsRecentAndNoLaterOneIsKnown() {
        odoo = new OdooBuild("debian:19.0.0+dfsg-1", Optional.empty(), Optional.empty());
        assertThat(answer().mark()).isEqualTo(Mark.UNKNOWN);
        odoo = new OdooBuild("deb:19.0.20260601", Optional.of(Instant.parse("2026-06-01T00:00:00Z")), Optional.empty());
        assertThat(answer().mark()).isEqualTo(Mark.UNKNOWN);
        assertThat(told()).contains("nobody knows what was corrected since");
        odoo = new OdooBuild(
                "deb:19.0.20260601", odoo.made(), Optional.of(new Newer("r7", Instant.parse("2026-11-20T00:00:00Z"))));
        assertThat(answer().mark()).isEqualTo(Mark.PARTLY);
        assertThat(told()).contains("Odoo of 2026-06-01; r7 has a later one, of 2026-11-20");
    }

    @Test
    void aServerThatDoesNotAnswerOrWasPutThereByHandIsNotKnown() {
        server = Optional.empty();
        assertThat(answer().mark()).isEqualTo(Mark.UNKNOWN);
        server = Optional.of("18.1");
        assertThat(answer().mark()).isEqualTo(Mark.UNKNOWN);
        assertThat(told()).contains("PostgreSQL 18.1: no package of this machine brought it");
    }

    @Test
    void reasonsAreSaidInThreeLanguages() {
        packages = 1;
        for (String language : List.of("en", "es", "fr")) {
            assertThat(answer().reason(Texts.of("model", Locale.forLanguageTag(language))))
                    .doesNotContain("consider.", "{", "''");
        }
    }
}
