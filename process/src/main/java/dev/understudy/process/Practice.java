package dev.understudy.process;

import dev.understudy.engine.journal.RunHistory;
import dev.understudy.engine.recipe.Equipment;
import dev.understudy.engine.run.Admission;
import dev.understudy.model.config.Project;
import dev.understudy.model.home.Home;
import dev.understudy.process.door.MethodAdmission;
import dev.understudy.process.record.AuditLog;
import dev.understudy.process.record.HighWaterMark;
import dev.understudy.process.record.Seal;
import dev.understudy.process.release.BackupWitness;
import dev.understudy.process.release.DecisionViews;
import dev.understudy.process.release.Dossiers;
import dev.understudy.process.release.Overtaken;
import dev.understudy.process.release.Plans;
import dev.understudy.process.release.RehearsalWitness;
import dev.understudy.process.release.Sayings;
import dev.understudy.process.release.Words;
import dev.understudy.process.speak.PersonKeys;
import dev.understudy.process.speak.Speakers;
import dev.understudy.model.release.Release;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/** What people do with the releases of a project: every part of it, made once. */
public record Practice(
        Admission admission,
        Dossiers dossiers,
        DecisionViews decisions,
        Sayings sayings,
        Speakers speakers,
        PersonKeys keys,
        AuditLog log,
        Overtaken overtaken) {

    /**
     * Makes the parts.
     *
     * @param contains whether the second release has every commit of the first
     * @param secrets gives a new text each time that nobody can guess
     */
    public static Practice of(
            Jdbi control,
            Home home,
            Supplier<Project> project,
            Equipment.Records records,
            BiPredicate<Release, Release> contains,
            InstantSource clock,
            Supplier<String> secrets) {
        RunHistory history = new RunHistory(control);
        Words words = new Words(control);
        Plans plans = new Plans(control);
        Dossiers dossiers = new Dossiers(
                project,
                records,
                history,
                words,
                plans,
                List.of(new RehearsalWitness(control, records.environments()), new BackupWitness(history)));
        Seal seal = new Seal(SealKey.of(home, secrets));
        AuditLog log = new AuditLog(control, seal, new HighWaterMark(home.directory().resolve("audit.mark"), seal));
        PersonKeys keys = new PersonKeys(control, secrets);
        DecisionViews decisions = new DecisionViews(project, dossiers, history);
        Sayings.Record record = new Sayings.Record(words, plans, log);
        return new Practice(
                new MethodAdmission(project, dossiers, clock),
                dossiers,
                decisions,
                new Sayings(control, project, records, dossiers, record, clock),
                new Speakers(project, keys),
                keys,
                log,
                new Overtaken(records.releases(), history, record, dossiers, decisions, contains));
    }
}
