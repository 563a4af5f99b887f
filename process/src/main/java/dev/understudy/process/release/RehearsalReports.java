package dev.understudy.process.release;

import dev.understudy.engine.journal.EvidenceDao;
import dev.understudy.engine.journal.EvidenceRecord;
import dev.understudy.engine.journal.RunRecord;
import dev.understudy.model.evidence.RehearsalReport;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What rehearsals have seen, in the evidence of their runs. */
public final class RehearsalReports {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Jdbi control;

    public RehearsalReports(Jdbi control) {
        this.control = control;
    }

    /** The report of a run; empty when it has written none. */
    Optional<RehearsalReport> of(String run) {
        return control.withHandle(handle -> new EvidenceDao(handle).ofRun(RunRecord.number(run))).stream()
                .filter(one -> one.name().equals(RehearsalReport.NAME))
                .map(EvidenceRecord::content)
                .map(content -> JSON.readValue(content, RehearsalReport.class))
                .findFirst();
    }
}
