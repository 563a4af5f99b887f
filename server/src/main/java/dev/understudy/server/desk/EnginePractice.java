package dev.understudy.server.desk;

import dev.understudy.model.calendar.LoadMap;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.method.Stage;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.AnnouncementsView;
import dev.understudy.model.view.AnnouncementsView.DraftView;
import dev.understudy.model.view.AuditView;
import dev.understudy.model.view.CalendarView;
import dev.understudy.model.view.DecisionView;
import dev.understudy.model.view.DriftView;
import dev.understudy.model.view.KeyUsersView;
import dev.understudy.model.view.LoadView;
import dev.understudy.model.view.PersonView;
import dev.understudy.model.view.ReadinessView;
import dev.understudy.model.view.RecordView;
import dev.understudy.model.view.ReportView;
import dev.understudy.model.view.ReportView.AfterView;
import dev.understudy.model.view.TicketView;
import dev.understudy.process.Practice;
import dev.understudy.process.measure.DriftWatch;
import dev.understudy.process.measure.Load;
import dev.understudy.process.record.AuditLog.Check;
import dev.understudy.process.release.Sayings.Said;
import dev.understudy.process.speak.Speaker;
import dev.understudy.process.speak.Speakers.Claim;
import dev.understudy.process.ticket.Screenshot;
import dev.understudy.process.ticket.Tickets.Report;
import dev.understudy.server.api.Action;
import dev.understudy.server.api.AfterDesk;
import dev.understudy.server.api.PracticeDesk;
import dev.understudy.server.api.Verb;
import dev.understudy.targets.postgres.Reader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What people do with releases, over the engine. */
final class EnginePractice implements PracticeDesk {

    private final Supplier<Project> project;
    private final Practice practice;
    private final Function<Action, RunView> runs;
    private final Reports reports;
    private final Supplier<Reader> production;
    private final InstantSource clock;

    /**
     * @param runs asks for a run by the same door as everybody
     * @param production its database, to be read
     */
    EnginePractice(
            Supplier<Project> project,
            Practice practice,
            Function<Action, RunView> runs,
            Reports reports,
            Supplier<Reader> production,
            InstantSource clock) {
        this.project = project;
        this.practice = practice;
        this.runs = runs;
        this.reports = reports;
        this.production = production;
        this.clock = clock;
    }

    @Override
    public DecisionView decision(String release, Locale locale) {
        return practice.way().decisions().of(release, locale, clock.instant());
    }

    @Override
    public Map<String, DecisionView> decisions(List<String> releases, Locale locale) {
        return practice.way().decisions().all(releases, locale, clock.instant());
    }

    @Override
    public void say(Voice voice, Saying said) {
        practice.people()
                .sayings()
                .say(
                        new Said(said.release(), said.gate(), said.yes(), said.word(), said.digest(), said.from()),
                        known(voice));
    }

    @Override
    public void withdraw(Voice voice, String release, String gate) {
        practice.people().sayings().withdraw(release, gate, known(voice));
    }

    @Override
    public void override(Voice voice, String release, String gate, String reason, Optional<Instant> until) {
        practice.people().sayings().override(release, gate, reason, until, known(voice));
    }

    @Override
    public void declareEmergency(Voice voice, String release, String reason, boolean productionDown) {
        practice.people().sayings().declareEmergency(release, reason, productionDown, known(voice));
    }

    @Override
    public void plan(String release, Optional<Instant> at, String by) {
        practice.people().sayings().plan(release, at, by);
    }

    @Override
    public void announce(String release, String by) {
        Instant now = clock.instant();
        practice.telling().announcer().announce(release, by, now);
        practice.telling().courier().send(now);
    }

    @Override
    public AnnouncementsView announcements(String release, boolean draft, Locale locale) {
        List<DraftView> drafts = draft
                ? practice.telling().announcer().draft(release, locale, clock.instant()).stream()
                        .map(one -> new DraftView(
                                one.audience(), one.kind().word(), one.recipients(), one.subject(), one.text()))
                        .toList()
                : List.of();
        return new AnnouncementsView(
                release,
                practice.telling().announcements().of(release).stream()
                        .map(Records::told)
                        .toList(),
                drafts);
    }

    @Override
    public boolean keepsTickets() {
        return practice.telling().tickets().kept();
    }

    @Override
    public List<TicketView> tickets(Optional<String> release) {
        return practice.telling().tickets().shown(release);
    }

    @Override
    public void report(TicketReport report, String by) {
        Instant now = clock.instant();
        practice.telling()
                .tickets()
                .report(
                        new Report(
                                report.title(),
                                report.text(),
                                report.release(),
                                report.environment(),
                                report.page(),
                                report.user(),
                                Screenshot.of(report.screenshot())),
                        by,
                        now);
        practice.telling().courier().send(now);
    }

    @Override
    public void tie(String release, long ticket, String by) {
        practice.telling().tickets().tie(release, ticket, by, clock.instant());
    }

    @Override
    public void untie(String release, long ticket, String by) {
        practice.telling().tickets().untie(release, ticket, by, clock.instant());
    }

    @Override
    public RunView promote(String release, String by) {
        DecisionView decision = decision(release, Locale.ENGLISH);
        String environment = decision.environment();
        if (environment == null) {
            return decision.stage() == null
                    ? runs.apply(deploy(release, Project.PRODUCTION, by))
                    : runs.apply(new Action(Verb.REHEARSE, "", release, Map.of(), by));
        }
        boolean anew = project.get()
                .method()
                .of(environment)
                .filter(stage -> stage.act() == Stage.Act.REFRESH)
                .isPresent();
        boolean made = practice.way().dossiers().fresh(environment)
                || practice.way().dossiers().refreshing(environment);
        if (anew && !made) {
            RunView _ = runs.apply(new Action(Verb.REFRESH, environment, "", Map.of(), by));
        }
        return runs.apply(deploy(release, environment, by));
    }

    private static Action deploy(String release, String environment, String by) {
        return new Action(Verb.DEPLOY, environment, release, Map.of(), by);
    }

    @Override
    public ReportView report(String release, Locale locale) {
        AfterDesk after = after();
        return reports.of(
                release,
                locale,
                new Reports.Known(
                        verifyAuditLog(),
                        announcements(release, false, locale).told(),
                        new AfterView(after.support(release, locale), after.retrospective(release))),
                clock.instant());
    }

    @Override
    public KeyUsersView keyUsers(String release) {
        return practice.measures().trials().keyUsers(release, clock.instant());
    }

    @Override
    public KeyUsersView remindKeyUsers(String release, String by) {
        Instant now = clock.instant();
        KeyUsersView view = practice.measures().reminders().remind(release, by, now);
        practice.telling().announcer().send(now);
        return view;
    }

    @Override
    public ReadinessView readiness(String release, Locale locale) {
        return practice.measures().readiness().review(release, locale, clock.instant());
    }

    @Override
    public void consider(Voice voice, String release, String consideration, String mark, String word) {
        practice.measures().readiness().say(release, consideration, mark, word, known(voice), clock.instant());
    }

    @Override
    public LoadView load(ZoneId zone, Optional<String> release) {
        return LoadViews.of(
                Load.of(production.get(), clock.instant(), zone),
                LoadMap.of(practice.measures().requests().samples(), zone),
                zone,
                release.map(this::longest).orElse(LoadViews.QUIET));
    }

    /** How long a release takes at most, as its rehearsal saw it. */
    private Duration longest(String release) {
        return practice.way()
                .dossiers()
                .of(release, clock.instant())
                .predicted()
                .orElseThrow(() -> Fault.refused("load.not-rehearsed", release).exception());
    }

    @Override
    public DriftView drift(String environment) {
        Instant now = clock.instant();
        DriftWatch watch = practice.watches().drift();
        return DriftViews.of(
                environment.equals(Project.PRODUCTION)
                        ? watch.look(now)
                                .orElseThrow(() -> Fault.refused("process.no-database", environment)
                                        .exception())
                        : watch.ofCopy(environment, now));
    }

    @Override
    public DriftView acceptDrift(String by, Optional<String> mark) {
        Instant now = clock.instant();
        DriftView seen = DriftViews.of(practice.watches().drift().accept(now, mark));
        practice.books()
                .log()
                .note(
                        now,
                        "drift-accepted",
                        Project.PRODUCTION,
                        by,
                        seen.differences().size() + " since " + seen.against());
        return seen;
    }

    @Override
    public AfterDesk after() {
        return new EngineAfter(practice, reports, this::known, clock);
    }

    @Override
    public CalendarView calendar() {
        return practice.way().calendars().of(clock.instant());
    }

    @Override
    public List<PersonView> people() {
        Map<String, Instant> keys = practice.people().keys().issued();
        return project.get().people().all().stream()
                .map(person -> PersonView.of(person, keys.get(person.name())))
                .toList();
    }

    @Override
    public String speaker(Voice voice) {
        return known(voice).name();
    }

    @Override
    public PersonView.KeyView issueKey(String person, String by) {
        practice.people().speakers().person(person);
        Instant now = clock.instant();
        String key = practice.people().keys().issue(person, by, now);
        practice.books().log().note(now, "key-issued", person, by, "");
        return new PersonView.KeyView(person, key);
    }

    @Override
    public void revokeKey(String person, String by) {
        Instant now = clock.instant();
        if (practice.people().keys().revoke(person, now)) {
            practice.books().log().note(now, "key-revoked", person, by, "");
        }
    }

    @Override
    public RecordView record() {
        return new Records(project, practice).view(look(), after().lessons("", ""));
    }

    @Override
    public Optional<RecordView.LookView> look() {
        return practice.watches()
                .drift()
                .last()
                .map(last -> new RecordView.LookView(last.lookedAt(), last.since(), last.differences()));
    }

    @Override
    public AuditView auditLog(Optional<String> subject) {
        return new AuditView(practice.books().log().entries(subject).stream()
                .map(Records::entry)
                .toList());
    }

    @Override
    public AuditView.CheckView verifyAuditLog() {
        return switch (practice.books().log().verify()) {
            case Check.Whole whole -> new AuditView.CheckView(whole.entries(), null, null);
            case Check.Broken broken ->
                new AuditView.CheckView(
                        broken.number() - 1,
                        broken.number(),
                        broken.why().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        };
    }

    @Override
    public AuditView.SealView verifyReport(String digest, String seal) {
        return new AuditView.SealView(reports.sealed(digest, seal));
    }

    private Speaker known(Voice voice) {
        if (voice.signedIn()) {
            return new Speaker(practice.people().speakers().person(voice.name()), "session");
        }
        return practice.people().speakers().speaker(new Claim(voice.name(), voice.key(), voice.user()));
    }
}
