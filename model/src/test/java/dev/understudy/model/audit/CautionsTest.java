package dev.understudy.model.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.audit.Caution.Weight;
import java.util.List;
import org.junit.jupiter.api.Test;

class CautionsTest {

    @Test
    void whatIsAtRiskComesFirst() {
        List<Caution> cautions = Cautions.of(AuditReports.neglected());

        assertThat(cautions)
                .extracting(Caution::key)
                .containsExactlyInAnyOrder(
                        "old-backup",
                        "superuser",
                        "lists-databases",
                        "missing-files",
                        "postgres-too-old",
                        "without-code",
                        "pending",
                        "core-changed",
                        "not-in-git",
                        "talkers");
        assertThat(cautions).extracting(Caution::weight).isSorted();
        assertThat(cautions.getFirst().weight()).isEqualTo(Weight.RISK);
        assertThat(cautions)
                .filteredOn(caution -> caution.key().equals("postgres-too-old"))
                .singleElement()
                .extracting(Caution::arguments)
                .isEqualTo(List.of("11.22", "19.0", "13"));
    }

    @Test
    void whatIsKeptInOrderGivesNone() {
        assertThat(Cautions.of(AuditReports.kept())).isEmpty();
    }
}
