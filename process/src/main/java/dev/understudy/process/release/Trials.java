package dev.understudy.process.release;

import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.method.ReleaseFacts;
import dev.understudy.model.view.KeyUsersView;
import dev.understudy.process.measure.KeyUserWork;
import java.time.Instant;
import java.util.function.Supplier;

/** Releases where they are tried, and what people do with them there. */
public final class Trials {

    private final Supplier<Project> project;
    private final Dossiers dossiers;
    private final KeyUserWork work;

    public Trials(Supplier<Project> project, Dossiers dossiers, KeyUserWork work) {
        this.project = project;
        this.dossiers = dossiers;
        this.work = work;
    }

    /** Looks now at what people did with it. Throws {@code process.tried-nowhere}, {@code process.no-database}. */
    public KeyUsersView keyUsers(String release, Instant now) {
        ReleaseFacts facts = dossiers.of(release, now);
        LogWitness.Trial trial = LogWitness.tried(project.get().method(), facts.entered())
                .orElseThrow(
                        () -> Fault.refused("process.tried-nowhere", release).exception());
        return work.measure(release, trial.environment(), trial.since(), now);
    }
}
