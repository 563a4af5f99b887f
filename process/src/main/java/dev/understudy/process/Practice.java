package dev.understudy.process;

import dev.understudy.engine.journal.RunHistory;
import dev.understudy.engine.recipe.Equipment;
import dev.understudy.engine.run.Admission;
import dev.understudy.model.config.Project;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.process.after.AcceptedProofs;
import dev.understudy.process.after.AfterDeploys;
import dev.understudy.process.after.Asker;
import dev.understudy.process.after.EmergencyReviews;
import dev.understudy.process.after.Participants;
import dev.understudy.process.after.Retrospectives;
import dev.understudy.process.announce.AnnouncementWitness;
import dev.understudy.process.announce.Announcements;
import dev.understudy.process.announce.Announcer;
import dev.understudy.process.door.MethodAdmission;
import dev.understudy.process.inbox.Inbox;
import dev.understudy.process.measure.DriftWatch;
import dev.understudy.process.measure.DriftWatch.Seen;
import dev.understudy.process.measure.EdgeRequests;
import dev.understudy.process.measure.KeyUserWork;
import dev.understudy.process.measure.LogWatch;
import dev.understudy.process.measure.LoggedErrors;
import dev.understudy.process.monitor.MonitorBook;
import dev.understudy.process.monitor.MonitorWatch;
import dev.understudy.process.record.AuditLog;
import dev.understudy.process.record.HighWaterMark;
import dev.understudy.process.record.Seal;
import dev.understudy.process.release.BackupWitness;
import dev.understudy.process.release.Calendars;
import dev.understudy.process.release.DecisionViews;
import dev.understudy.process.release.Dossiers;
import dev.understudy.process.release.DriftWitness;
import dev.understudy.process.release.DutyWitness;
import dev.understudy.process.release.KeyUserWitness;
import dev.understudy.process.release.LogWitness;
import dev.understudy.process.release.Overtaken;
import dev.understudy.process.release.Plans;
import dev.understudy.process.release.ReadinessMeasures;
import dev.understudy.process.release.ReadinessRecords;
import dev.understudy.process.release.ReadinessReview;
import dev.understudy.process.release.ReadinessWitness;
import dev.understudy.process.release.RehearsalReports;
import dev.understudy.process.release.RehearsalWitness;
import dev.understudy.process.release.Sayings;
import dev.understudy.process.release.Trials;
import dev.understudy.process.release.Words;
import dev.understudy.process.remind.KeyUserReminders;
import dev.understudy.process.remind.Letters;
import dev.understudy.process.remind.StartWarnings;
import dev.understudy.process.speak.PersonKeys;
import dev.understudy.process.speak.Speakers;
import dev.understudy.process.support.Applications;
import dev.understudy.process.support.Rosters;
import dev.understudy.process.support.SlowerPages;
import dev.understudy.process.support.SupportBook;
import dev.understudy.process.ticket.Courier;
import dev.understudy.process.ticket.Outbox;
import dev.understudy.process.ticket.Tickets;
import dev.understudy.process.traffic.TrafficBook;
import dev.understudy.process.traffic.TrafficWatch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/** What people do with the releases of a project: every part of it, made once. */
public record Practice(
        Way way, Voices people, Books books, Telling telling, After after, Measures measures, Watches watches) {

    /** Where releases are on their way, and what may happen next. */
    public record Way(
            Admission admission,
            Dossiers dossiers,
            DecisionViews decisions,
            Calendars calendars,
            Overtaken overtaken) {}

    /** Who speaks, and what they say. */
    public record Voices(Speakers speakers, PersonKeys keys, Sayings sayings) {}

    /** What was done. */
    public record Books(AuditLog log, Seal seal, RunHistory history) {}

    /** What people are told. */
    public record Telling(
            Announcements announcements,
            Announcer announcer,
            StartWarnings warnings,
            Tickets tickets,
            Courier courier,
            Inbox inbox) {}

    /** What is done after a deploy. */
    public record After(
            AfterDeploys deploys,
            Retrospectives retrospectives,
            EmergencyReviews emergencies,
            AcceptedProofs proofs,
            SupportBook support,
            SlowerPages pages) {}

    /** How far a release was tried, and how ready it is. */
    public record Measures(
            KeyUserWork keyUserWork,
            Trials trials,
            KeyUserReminders reminders,
            EdgeRequests requests,
            ReadinessReview readiness) {}

    /** What is looked at from time to time, and kept. */
    public record Watches(
            LoggedErrors logged, LogWatch logWatch, DriftWatch drift, TrafficWatch traffic, MonitorWatch monitor) {}

    /** Makes the parts. */
    public static Practice of(
            Jdbi control, ProjectHome home, Supplier<Project> project, Equipment.Records records, World world) {
        RunHistory history = new RunHistory(control);
        Words words = new Words(control);
        Plans plans = new Plans(control);
        Announcements announcements = new Announcements(control);
        LoggedErrors logged = new LoggedErrors(control);
        KeyUserWork work =
                new KeyUserWork(control, records.environments(), world.machine().databases());
        EdgeRequests requests = new EdgeRequests(control);
        RehearsalReports reports = new RehearsalReports(control);
        ReadinessRecords readiness = new ReadinessRecords(control);
        DriftWatch drift = new DriftWatch(
                control,
                records.environments(),
                history,
                world.machine().databases(),
                world.machine().neutralizing());
        Dossiers dossiers = new Dossiers(
                project,
                records,
                history,
                words,
                plans,
                List.of(
                        new RehearsalWitness(reports, records.environments()),
                        new BackupWitness(),
                        new LogWitness(project, logged),
                        new KeyUserWitness(work),
                        new DriftWitness(drift),
                        new ReadinessWitness(readiness),
                        new DutyWitness(project),
                        new AnnouncementWitness(project, announcements)));
        Seal seal = new Seal(SealKey.of(home, world.secrets()));
        AuditLog log =
                new AuditLog(control, seal, new HighWaterMark(home.directory().resolve("audit.mark"), seal));
        PersonKeys keys = new PersonKeys(control, world.secrets());
        DecisionViews decisions = new DecisionViews(project, dossiers);
        Sayings.Minutes minutes = new Sayings.Minutes(words, plans, log);
        SupportBook support = new SupportBook(control);
        Applications applications =
                new Applications(records.environments(), world.machine().databases());
        Rosters rosters = new Rosters(project, records.releases(), applications, work);
        Trials trials = new Trials(project, records.environments(), dossiers, work, rosters);
        Announcer.Books told = new Announcer.Books(plans, announcements, support, log);
        Outbox outbox = new Outbox(control);
        Tickets tickets = new Tickets(
                control,
                project,
                records.releases(),
                new Tickets.Way(dossiers, decisions, support),
                outbox,
                log,
                world);
        Asker asker = new Asker(project, records.releases(), announcements);
        Participants participants = new Participants(
                project, records.releases(), history, new Participants.Said(words, work, tickets, support));
        AfterDeploys deploys = new AfterDeploys(
                control, project, history, rosters, new AfterDeploys.Books(support, logged, log), asker);
        Retrospectives retrospectives = new Retrospectives(
                control, project, rosters, participants, new Retrospectives.Books(support, tickets, log), asker);
        return new Practice(
                new Way(
                        new MethodAdmission(project, dossiers, log, world.clock()),
                        dossiers,
                        decisions,
                        new Calendars(project, records.rehearsals(), plans, dossiers),
                        new Overtaken(
                                records.releases(),
                                history,
                                minutes,
                                dossiers,
                                decisions,
                                world.code().contains())),
                new Voices(
                        new Speakers(project, keys),
                        keys,
                        new Sayings(control, project, records, dossiers, minutes, world.clock())),
                new Books(log, seal, history),
                new Telling(
                        announcements,
                        new Announcer(project, records, history, dossiers, rosters, told, world),
                        new StartWarnings(
                                project, history, dossiers, decisions, new StartWarnings.Books(announcements, log)),
                        tickets,
                        new Courier(project, records.environments(), outbox, world),
                        new Inbox(
                                project,
                                records.releases(),
                                decisions,
                                work,
                                new Inbox.After(deploys, retrospectives, tickets))),
                new After(
                        deploys,
                        retrospectives,
                        new EmergencyReviews(control, project, history, words, tickets, log),
                        new AcceptedProofs(control, log),
                        support,
                        new SlowerPages(support, records.environments(), world)),
                new Measures(
                        work,
                        trials,
                        new KeyUserReminders(
                                project,
                                records.environments(),
                                trials,
                                new Letters(project, records.environments(), applications, world.machine()),
                                new KeyUserReminders.Books(work, announcements, log)),
                        requests,
                        new ReadinessReview(
                                new ReadinessMeasures(project, records, reports, requests, world),
                                dossiers,
                                readiness,
                                log)),
                new Watches(
                        logged,
                        new LogWatch(
                                home, records.environments(), world.machine().running(), logged),
                        drift,
                        new TrafficWatch(records.environments(), world.machine().answers(), new TrafficBook(control)),
                        new MonitorWatch(
                                records.environments(),
                                world.machine().use(),
                                world.machine().databases(),
                                new MonitorBook(control))));
    }

    /** What is done from minute to minute. */
    public void look(Instant now) {
        watches.logWatch().look(now);
        watches.traffic().look(now);
        watches.monitor().look(now);
        Optional<Seen> _ = watches.drift().look(now);
        way.overtaken().look(now);
        telling.warnings().look(now);
        // Who helps is told with what is done.
        after.deploys().look(now);
        after.retrospectives().look(now);
        after.emergencies().look(now);
        after.proofs().look(now);
        telling.announcer().look(now);
        telling.tickets().look(now);
        telling.courier().send(now);
    }

    /** What is done from hour to hour, for it reads whole tables. */
    public void lookAtLeisure(Instant now) {
        after.pages().look(now);
        // An hour is counted whole: what was answered until now is read before.
        watches.traffic().look(now);
        measures.requests().look(now);
        measures.reminders().look(now);
    }
}
