package dev.understudy.process.release;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.journal.EvidenceDao;
import dev.understudy.engine.journal.EvidenceRecord;
import dev.understudy.engine.journal.RunRecord;
import dev.understudy.engine.release.Rehearsal;
import dev.understudy.model.config.Project;
import dev.understudy.model.evidence.RehearsalReport;
import dev.understudy.model.method.Proof;
import dev.understudy.model.method.ReleaseFacts.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What the latest rehearsal of a release has proven, and the tests that ran in it. */
public final class RehearsalWitness implements Witness {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Jdbi control;
    private final Environments environments;

    public RehearsalWitness(Jdbi control, Environments environments) {
        this.control = control;
        this.environments = environments;
    }

    @Override
    public List<Evidence> evidence(Case asked) {
        List<Evidence> evidence = new ArrayList<>();
        asked.rehearsal().ifPresent(rehearsal -> {
            // What was seen on a production that is past is not about what would be performed.
            String about = present(rehearsal) ? asked.digest() : "production " + rehearsal.productionGeneration();
            evidence.add(new Evidence(
                    Proof.REHEARSAL,
                    about,
                    rehearsal.succeeded(),
                    rehearsal.finishedAt(),
                    rehearsal.finishedAt(),
                    rehearsal.run(),
                    ""));
            report(rehearsal.run())
                    .map(RehearsalReport::tests)
                    // That none ran proves nothing.
                    .filter(tests -> tests.ran() > 0)
                    .ifPresent(tests -> evidence.add(new Evidence(
                            Proof.TESTS,
                            asked.digest(),
                            tests.failed() == 0,
                            rehearsal.finishedAt(),
                            rehearsal.finishedAt(),
                            rehearsal.run(),
                            (tests.ran() - tests.failed()) + "/" + tests.ran())));
        });
        return evidence;
    }

    private boolean present(Rehearsal rehearsal) {
        Optional<Environment> production = environments.find(Project.PRODUCTION);
        return production
                .filter(now -> now.generation() == rehearsal.productionGeneration()
                        && now.release().equals(rehearsal.productionRelease()))
                .isPresent();
    }

    private Optional<RehearsalReport> report(String run) {
        return control.withHandle(handle -> new EvidenceDao(handle).ofRun(RunRecord.number(run))).stream()
                .filter(one -> one.name().equals(RehearsalReport.NAME))
                .map(EvidenceRecord::content)
                .map(content -> JSON.readValue(content, RehearsalReport.class))
                .findFirst();
    }
}
