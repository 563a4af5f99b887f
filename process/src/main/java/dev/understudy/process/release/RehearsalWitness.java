package dev.understudy.process.release;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.release.Rehearsal;
import dev.understudy.model.config.Project;
import dev.understudy.model.method.Proof;
import dev.understudy.model.method.ReleaseFacts.Evidence;
import dev.understudy.process.release.RehearsalReports.Tests;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the latest rehearsal of a release has proven, and the tests that ran in it. */
public final class RehearsalWitness implements Witness {

    private final RehearsalReports reports;
    private final Environments environments;

    public RehearsalWitness(RehearsalReports reports, Environments environments) {
        this.reports = reports;
        this.environments = environments;
    }

    @Override
    public Testimony of(Collection<String> releases) {
        Optional<Environment> production = environments.find(Project.PRODUCTION);
        Map<String, Tests> tests = reports.tests(releases);
        return asked -> evidence(asked, production, Optional.ofNullable(tests.get(asked.id())));
    }

    private static List<Evidence> evidence(Case asked, Optional<Environment> production, Optional<Tests> ran) {
        List<Evidence> evidence = new ArrayList<>();
        asked.rehearsal().ifPresent(rehearsal -> {
            // What was seen on a production that is past is not about what would be performed.
            String about =
                    present(rehearsal, production) ? asked.digest() : "production " + rehearsal.productionGeneration();
            evidence.add(new Evidence(
                    Proof.REHEARSAL,
                    about,
                    rehearsal.succeeded(),
                    rehearsal.finishedAt(),
                    rehearsal.finishedAt(),
                    rehearsal.run(),
                    ""));
            // That none ran proves nothing.
            ran.filter(tests -> tests.ran() > 0)
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

    private static boolean present(Rehearsal rehearsal, Optional<Environment> production) {
        return production
                .filter(now -> now.generation() == rehearsal.productionGeneration()
                        && now.release().equals(rehearsal.productionRelease()))
                .isPresent();
    }
}
