package dev.understudy.process.release;

import dev.understudy.engine.journal.RunHistory.PastRun;
import dev.understudy.model.config.Project;
import dev.understudy.model.method.Proof;
import dev.understudy.model.method.ReleaseFacts.Evidence;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Production's latest backup. A backup counts once it was written and read back whole; one that failed is no good news. */
public final class BackupWitness implements Witness {

    @Override
    public Testimony of(Collection<String> releases) {
        return BackupWitness::evidence;
    }

    private static List<Evidence> evidence(Case asked) {
        return asked.history().of(Project.PRODUCTION).stream()
                .filter(run -> run.recipe().equals("backup")
                        && run.status().ended()
                        && run.startedAt().isPresent())
                .reduce((earlier, later) -> later)
                .map(run -> List.of(backup(run)))
                .orElse(List.of());
    }

    private static Evidence backup(PastRun run) {
        Instant at = run.finishedAt().orElse(run.createdAt());
        return new Evidence(Proof.BACKUP, "", run.succeeded(), at, at, run.id(), "");
    }
}
