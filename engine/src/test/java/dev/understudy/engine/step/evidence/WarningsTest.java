package dev.understudy.engine.step.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.release.ModulePlan;
import dev.understudy.model.config.WarnSettings;
import dev.understudy.model.evidence.RehearsalReport.Lock;
import dev.understudy.model.evidence.RehearsalReport.LogError;
import dev.understudy.model.evidence.RehearsalReport.RowChange;
import dev.understudy.model.evidence.RehearsalReport.Warning;
import dev.understudy.model.evidence.RehearsalReport.Warning.Kind;
import dev.understudy.model.release.ChangeClass;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WarningsTest {

    private static final Observation SEEN = new Observation(
            ModulePlan.NOTHING,
            ChangeClass.D,
            List.of(),
            List.of("stock_move", "res_lang"),
            Map.of("stock_move", 240_000L, "res_lang", 3L),
            List.of(
                    new Lock("sale_order", "AccessExclusiveLock", 62_000),
                    new Lock("res_partner", "ShareLock", 10_000)),
            List.of(),
            List.of(
                    new RowChange("mail_message", 1000, 0, true),
                    new RowChange("res_partner", 1000, 1100, true),
                    new RowChange("acme_new", 0, 5000, true),
                    new RowChange("res_lang", 2, 3, true)),
            List.of());
    private static final LogError ERROR = new LogError("f1", "odoo.sql_db", 2, "KeyError: 'x'");

    @Test
    void areWhatIsBeyondItsThresholdTheWorstFirst() {
        assertThat(Warnings.of(SEEN, List.of(), WarnSettings.DEFAULT))
                .containsExactly(
                        new Warning(Kind.ROWS, "mail_message: 1000 → 0", 10_000, 1_000),
                        new Warning(Kind.LOCK, "sale_order, AccessExclusiveLock", 62_000, 10_000),
                        new Warning(Kind.REWRITE, "stock_move", 240_000, 100_000));
    }

    @Test
    void thresholdsAreTheProjects() {
        WarnSettings strict = new WarnSettings(Duration.ofSeconds(9), 2, 0.05, 1);

        assertThat(Warnings.of(SEEN, List.of(ERROR), strict))
                .extracting(warning -> warning.kind() + " " + warning.subject())
                .containsExactly(
                        "LOG_ERRORS KeyError: 'x'",
                        "REWRITE stock_move",
                        "ROWS mail_message: 1000 → 0",
                        "LOCK sale_order, AccessExclusiveLock",
                        "ROWS res_partner: 1000 → 1100",
                        "REWRITE res_lang",
                        "LOCK res_partner, ShareLock");
    }

    /** More of them stop the release, and are told as what did. */
    @Test
    void errorsBeyondTheirThresholdAreNoWarning() {
        assertThat(Warnings.of(Observation.NONE, List.of(ERROR), WarnSettings.DEFAULT))
                .isEmpty();
    }
}
