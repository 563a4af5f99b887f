package dev.understudy.model.view;

import dev.understudy.model.evidence.RehearsalReport;
import dev.understudy.model.release.ReleaseChanges;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.AnnouncementsView.ToldView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a release came to where it is: the evidence, as one document.
 *
 * @param decision as it stands now
 * @param changes what it brings
 * @param runs all that were asked for with it: rehearsals, deploys, with their steps and times
 * @param predictedMillis how long users will likely wait in its deploy, after its last rehearsal; absent when there was none
 * @param actualMillis how long users waited in its last deploy; absent before, and when nobody waited
 * @param tests those of its latest rehearsal; none ran where there was none
 * @param told what people were told of it
 * @param after what was done after its deploy to production
 * @param keyUsers what people did with it where it is tried; absent when it was not measured
 * @param errors kinds of errors that it brought where it is tried, and to production
 * @param log what people did, from the audit log
 * @param checked whether the audit log is whole
 * @param madeAt when this was put together
 * @param seal of all the rest, by the key of the audit log; empty in what is sealed
 */
public record ReportView(
        String release,
        DecisionView decision,
        ReleaseChanges changes,
        List<RunView> runs,
        @Nullable Long predictedMillis,
        @Nullable Long actualMillis,
        RehearsalReport.Tests tests,
        List<ToldView> told,
        AfterView after,
        @Nullable KeyUsersView keyUsers,
        List<LoggedErrorView> errors,
        List<AuditView.EntryView> log,
        AuditView.CheckView checked,
        Instant madeAt,
        String seal) {

    public ReportView {
        runs = List.copyOf(runs);
        told = List.copyOf(told);
        errors = List.copyOf(errors);
        log = List.copyOf(log);
    }

    /** The same, sealed. */
    public ReportView sealed(String with) {
        return new ReportView(
                release,
                decision,
                changes,
                runs,
                predictedMillis,
                actualMillis,
                tests,
                told,
                after,
                keyUsers,
                errors,
                log,
                checked,
                madeAt,
                with);
    }

    /** What was done after the deploy. */
    public record AfterView(SupportView support, RetrospectiveView retrospective) {}

    /** A kind of error. */
    public record LoggedErrorView(
            String environment,
            String fingerprint,
            Instant firstAt,
            Instant lastAt,
            long times,
            String logger,
            String example) {}
}
