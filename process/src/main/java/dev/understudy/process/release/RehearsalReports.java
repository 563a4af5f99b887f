package dev.understudy.process.release;

import dev.understudy.engine.journal.EvidenceDao;
import dev.understudy.engine.journal.EvidenceRecord;
import dev.understudy.engine.journal.RunRecord;
import dev.understudy.model.evidence.RehearsalReport;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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

    /**
     * The tests that ran in a rehearsal.
     *
     * @param ran how many
     */
    record Tests(int ran, int failed) {}

    /**
     * The tests of the latest rehearsals of some releases, in one question, by release: of reports, which may be long, nothing
     * else is read. Without those that have written no report.
     */
    Map<String, Tests> tests(Collection<String> releases) {
        return control.withHandle(handle -> handle.createQuery("""
                        SELECT release_id, (tests->>'ran')::int AS ran, (tests->>'failed')::int AS failed
                          FROM (SELECT latest.release_id, evidence.content::json->'tests' AS tests
                                  FROM (SELECT DISTINCT ON (release_id) release_id, substr(run_id, 5)::bigint AS run
                                          FROM rehearsal WHERE release_id = ANY (:releases)
                                         ORDER BY release_id, substr(run_id, 5)::bigint DESC) latest
                                  JOIN evidence ON evidence.run = latest.run AND evidence.name = :name) report
                         WHERE tests IS NOT NULL
                        """)
                .bindArray("releases", String.class, releases)
                .bind("name", RehearsalReport.NAME)
                .map((row, context) ->
                        Map.entry(row.getString("release_id"), new Tests(row.getInt("ran"), row.getInt("failed"))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
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
