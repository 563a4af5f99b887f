package dev.understudy.server.api;

import dev.understudy.model.evidence.RehearsalReport;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.release.ReleaseChanges;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.AnnouncementsView;
import dev.understudy.model.view.AnnouncementsView.DraftView;
import dev.understudy.model.view.AnnouncementsView.ToldView;
import dev.understudy.model.view.AuditView;
import dev.understudy.model.view.CalendarView;
import dev.understudy.model.view.DecisionView;
import dev.understudy.model.view.DecisionView.GateView;
import dev.understudy.model.view.DriftView;
import dev.understudy.model.view.DriftView.DifferenceView;
import dev.understudy.model.view.KeyUsersView;
import dev.understudy.model.view.KeyUsersView.ApplicationView;
import dev.understudy.model.view.KeyUsersView.GapView;
import dev.understudy.model.view.LoadView;
import dev.understudy.model.view.LoadView.QuietView;
import dev.understudy.model.view.PersonView;
import dev.understudy.model.view.ReadinessView;
import dev.understudy.model.view.ReadinessView.ConsiderationView;
import dev.understudy.model.view.RecordView;
import dev.understudy.model.view.ReportView;
import dev.understudy.model.view.ReportView.AfterView;
import dev.understudy.model.view.TicketView;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One release that waits for the client, and Ana, whose key is known. */
public final class FakePractice implements PracticeDesk {

    public static final String KEY = "usk-of-ana";

    private static final Instant SINCE = Instant.parse("2026-03-01T19:00:00Z");

    private final Function<Action, RunView> runs;
    private final List<String> said = new ArrayList<>();
    private final FakeAfter after = new FakeAfter((voice, what) -> this.said.add(who(voice) + " " + what));
    private boolean broken;

    FakePractice(Function<Action, RunView> runs) {
        this.runs = runs;
    }

    /** What was said, a line each. */
    public List<String> said() {
        return said;
    }

    /** As if somebody had altered the audit log. */
    public void alter() {
        broken = true;
    }

    @Override
    public Map<String, DecisionView> decisions(List<String> releases, Locale locale) {
        return releases.stream().collect(Collectors.toMap(id -> id, id -> decision(id, locale)));
    }

    @Override
    public DecisionView decision(String release, Locale locale) {
        if (!release.equals("r1")) {
            throw Fault.usage("release.not-found", release).exception();
        }
        GateView rehearsal =
                new GateView("rehearsal", "enforce", "passed", "run-4", SINCE, null, List.of(), true, false);
        GateView approval =
                new GateView("approval", "enforce", "undecided", "0 of 1", null, null, List.of("ana"), true, true);
        return new DecisionView(
                release,
                "d".repeat(64),
                "hdz-ii",
                List.of("development", "staging"),
                "production",
                "production",
                "missing",
                List.of(rehearsal, approval),
                null,
                null,
                "understudy approve r1 --gate approval",
                null,
                null,
                null,
                null);
    }

    @Override
    public void say(Voice voice, Saying saying) {
        said.add(who(voice) + (saying.yes() ? " yes " : " no ") + saying.gate() + " " + saying.word());
    }

    @Override
    public void withdraw(Voice voice, String release, String gate) {
        said.add(who(voice) + " withdrew " + gate);
    }

    @Override
    public void override(Voice voice, String release, String gate, String reason, Optional<Instant> until) {
        said.add(who(voice) + " override " + gate + " " + reason + " " + until.isPresent());
    }

    @Override
    public void declareEmergency(Voice voice, String release, String reason, boolean productionDown) {
        said.add(who(voice) + " emergency " + reason);
    }

    @Override
    public void plan(String release, Optional<Instant> at, String by) {
        said.add("plan " + at.map(Instant::toString).orElse("-"));
    }

    @Override
    public void announce(String release, String by) {
        said.add("announce " + release);
    }

    @Override
    public AfterDesk after() {
        return after;
    }

    @Override
    public KeyUsersView remindKeyUsers(String release, String by) {
        said.add("remind " + release);
        return keyUsers(release);
    }

    @Override
    public ReadinessView readiness(String release, Locale locale) {
        return new ReadinessView(
                release,
                13,
                false,
                SINCE,
                List.of(
                        new ConsiderationView("risk", "good", "class A", null),
                        new ConsiderationView("training", "unknown", "nobody knows", "Show it.")));
    }

    @Override
    public void consider(Voice voice, String release, String consideration, String mark, String word) {
        said.add(voice.name() + " " + consideration + " " + mark + " " + word);
    }

    @Override
    public boolean keepsTickets() {
        return true;
    }

    @Override
    public List<TicketView> tickets(Optional<String> release) {
        return List.of(
                new TicketView(42L, "r1", "", SINCE, "commits", 2, 1, "no answer"),
                new TicketView(null, "", "It breaks", SINCE, "ana", 0, 1, "no answer"));
    }

    @Override
    public void report(TicketReport report, String by) {
        if (report.page().equals("refused")) {
            throw Fault.refused("ticket.no-picture").exception();
        }
        said.add("report " + report.title() + " on " + report.environment() + " with "
                + report.screenshot().length());
    }

    @Override
    public void tie(String release, long ticket, String by) {
        said.add("tie " + release + " " + ticket);
    }

    @Override
    public void untie(String release, long ticket, String by) {
        said.add("untie " + release + " " + ticket);
    }

    @Override
    public AnnouncementsView announcements(String release, boolean draft, Locale locale) {
        return new AnnouncementsView(
                release,
                List.of(
                        new ToldView(
                                "users-of-production", "planned", SINCE, SINCE, "cy", 12, 11, 1, "no such address"),
                        new ToldView("eva, ivo", "key-users", SINCE, SINCE, "understudy", 2, 2, 0, null)),
                draft
                        ? List.of(new DraftView(
                                "users-of-production", "planned", 12, "Odoo changes", "It changes.\nFor 10 s.\n"))
                        : List.of());
    }

    @Override
    public RunView promote(String release, String by) {
        return runs.apply(new Action(Verb.DEPLOY, "staging", release, Map.of(), by));
    }

    @Override
    public ReportView report(String release, Locale locale) {
        return new ReportView(
                release,
                decision(release, locale),
                ReleaseChanges.of(List.of(), List.of()),
                List.of(),
                60_000L,
                null,
                new RehearsalReport.Tests(
                        12, 1, List.of("test_rounding"), List.of(), false, RehearsalReport.Demonstration.NONE),
                announcements(release, false, locale).told(),
                new AfterView(after.support(release, locale), after.retrospective(release)),
                keyUsers(release),
                List.of(),
                auditLog(Optional.of(release)).entries(),
                verifyAuditLog(),
                SINCE,
                "5ea1");
    }

    @Override
    public KeyUsersView keyUsers(String release) {
        return new KeyUsersView(
                release,
                "staging",
                SINCE,
                SINCE,
                4,
                false,
                List.of(
                        new ApplicationView("sale", 40, 3, List.of("eva"), List.of("eva", "ivo"), List.of()),
                        new ApplicationView(
                                "stock", 12, 0, List.of(), List.of("ivo"), List.of(new GapView("stock_picking", 12)))));
    }

    @Override
    public LoadView load(ZoneId zone, Optional<String> release) {
        return new LoadView(
                zone.getId(),
                Collections.nCopies(168, 5L),
                Collections.nCopies(168, 9L),
                12,
                0,
                List.of(new QuietView("sun", 3, release.isPresent() ? 1 : 2, 1)));
    }

    @Override
    public DriftView drift(String environment) {
        return new DriftView(
                environment,
                "run-7",
                SINCE,
                "4f1d",
                List.of(new DifferenceView("module", "crm", null, "19.0.1.0", "ada")),
                List.of(new DifferenceView("parameter", "web.base.url", "", "", "")));
    }

    @Override
    public DriftView acceptDrift(String by, Optional<String> mark) {
        said.add("drift accepted" + mark.map(seen -> " as " + seen).orElse(""));
        return drift("production");
    }

    @Override
    public CalendarView calendar() {
        return new CalendarView(
                "Europe/Madrid",
                List.of(new CalendarView.EventView("closure", SINCE, SINCE.plusSeconds(3600), "Inventory")),
                "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
    }

    @Override
    public List<PersonView> people() {
        return List.of(new PersonView("ana", "ana@acme.example", List.of("client"), "es", SINCE));
    }

    @Override
    public String speaker(Voice voice) {
        return who(voice);
    }

    @Override
    public PersonView.KeyView issueKey(String person, String by) {
        return new PersonView.KeyView(person, KEY);
    }

    @Override
    public void revokeKey(String person, String by) {
        said.add("revoked " + person);
    }

    @Override
    public RecordView record() {
        return new RecordView(look().orElse(null), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    @Override
    public Optional<RecordView.LookView> look() {
        return Optional.empty();
    }

    @Override
    public AuditView auditLog(Optional<String> subject) {
        return new AuditView(List.of(new AuditView.EntryView(1, SINCE, "approved", "r1", "ana", "approval by key")));
    }

    @Override
    public AuditView.CheckView verifyAuditLog() {
        return broken ? new AuditView.CheckView(1, 2L, "cut-off") : new AuditView.CheckView(1, null, null);
    }

    @Override
    public AuditView.SealView verifyReport(String digest, String seal) {
        said.add("verify " + digest);
        return new AuditView.SealView(seal.equals("5ea1"));
    }

    private static String who(Voice voice) {
        if (voice.signedIn()) {
            return voice.name();
        }
        if (!voice.key().equals(KEY)) {
            throw Fault.refused("process.who", voice.name()).exception();
        }
        return "ana";
    }
}
