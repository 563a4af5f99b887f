package dev.understudy.server.api;

import dev.understudy.model.run.RunView;
import dev.understudy.model.view.AnnouncementsView;
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
import dev.understudy.model.view.TicketView;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the API asks of what people do with releases. */
public interface PracticeDesk {

    /** What may happen next to a release, and why not. */
    DecisionView decision(String release, Locale locale);

    /** What may happen next to each of several releases, by its id. */
    Map<String, DecisionView> decisions(List<String> releases, Locale locale);

    /** Says yes or no. */
    void say(Voice voice, Saying saying);

    /** Takes a word back. */
    void withdraw(Voice voice, String release, String gate);

    /** Puts a gate aside for a time, or agrees with who asked for that. */
    void override(Voice voice, String release, String gate, String reason, Optional<Instant> until);

    /** Declares an emergency, or agrees with who did. */
    void declareEmergency(Voice voice, String release, String reason, boolean productionDown);

    /** Plans when a release is to be performed; empty for as soon as may be. */
    void plan(String release, Optional<Instant> at, String by);

    /** Tells people for when a release is planned. */
    void announce(String release, String by);

    /**
     * What people were told of a release.
     *
     * @param draft whether also what they would be told now
     */
    AnnouncementsView announcements(String release, boolean draft, Locale locale);

    /** Whether problems may be reported: the project keeps tickets. */
    boolean keepsTickets();

    /** Reports and tickets, of one release or of all. */
    List<TicketView> tickets(Optional<String> release);

    /** Keeps what a tester saw, and writes it to production's Odoo. */
    void report(TicketReport report, String by);

    /** Ties a release to a ticket. */
    void tie(String release, long ticket, String by);

    /** Takes that apart. */
    void untie(String release, long ticket, String by);

    /** Lets a release enter its next stage; the run that does so. */
    RunView promote(String release, String by);

    /** How a release came to where it is. */
    ReportView report(String release, Locale locale);

    /** Looks at what people did with a release where it is tried. */
    KeyUsersView keyUsers(String release);

    /**
     * Reminds now whoever did not try a release and does on production what nobody tried; what people did with it. Throws {@code
     * announce.no-mail}, {@code process.tried-nowhere}, {@code process.no-database}, {@code key-users.covered}, {@code
     * key-users.reminded}, {@code key-users.unreached}.
     */
    KeyUsersView remindKeyUsers(String release, String by);

    /** Looks at how ready a company is for a release. */
    ReadinessView readiness(String release, Locale locale);

    /** Says how well one of the considerations is met. */
    void consider(Voice voice, String release, String consideration, String mark, String word);

    /**
     * Looks at when people work on production, by the clock of a zone. Throws {@code release.not-found}, {@code
     * load.not-rehearsed}.
     *
     * @param release whose deploy is to fit in what is proposed; empty for two hours
     */
    LoadView load(ZoneId zone, Optional<String> release);

    /** In what an environment differs from what it should be. */
    DriftView drift(String environment);

    /**
     * Takes production as it is for what it should be; in what it differed.
     *
     * @param mark of what was seen by who accepts it; empty for whatever there is now
     * @throws dev.understudy.model.fault.FaultException {@code process.no-database}, {@code process.drift-moved}
     */
    DriftView acceptDrift(String by, Optional<String> mark);

    /** What people do after a deploy to production. */
    AfterDesk after();

    /** When production may change and may not, and what is planned. */
    CalendarView calendar();

    List<PersonView> people();

    /**
     * The name of who speaks. Throws {@code process.key-unknown}, {@code process.key-of-another}, {@code process.who}, {@code
     * process.no-such-person}.
     */
    String speaker(Voice voice);

    /** A new key for a person, shown this once; the one before counts no more. */
    PersonView.KeyView issueKey(String person, String by);

    /** Ends a person's key. */
    void revokeKey(String person, String by);

    /** What was done and told lately, and how production stands. */
    RecordView record();

    /** The last look at whether production is what it should be; empty before the first. */
    Optional<RecordView.LookView> look();

    /** What people did, all of it or about one release. */
    AuditView auditLog(Optional<String> subject);

    /** Looks at every seal of it. */
    AuditView.CheckView verifyAuditLog();

    /** Whether a report with this digest ({@link dev.understudy.model.evidence.ReportDigest}) was given this seal here. */
    AuditView.SealView verifyReport(String digest, String seal);

    /**
     * Who speaks, as far as the request tells.
     *
     * @param name as whom; empty for whoever it is
     * @param key that was shown; empty when none
     * @param user whose process asks; empty when nobody knows
     * @param signedIn whether they have shown before who they are
     */
    record Voice(String name, String key, Optional<String> user, boolean signedIn) {

        /** Of a request that shows what it has. */
        public Voice(String name, String key, Optional<String> user) {
            this(name, key, user, false);
        }

        /** Of somebody whose session it is. */
        public static Voice ofSession(String name) {
            return new Voice(name, "", Optional.empty(), true);
        }

        @Override
        public String toString() {
            return "Voice[" + name + ", " + user + "]";
        }
    }

    /**
     * What a tester saw; all but the title may be empty.
     *
     * @param screenshot in Base64
     */
    record TicketReport(
            String title,
            String text,
            String release,
            String environment,
            String page,
            String user,
            String screenshot) {}

    /**
     * A yes or a no.
     *
     * @param digest the content that was looked at; empty for whatever it is
     * @param from from when it counts; empty for at once
     */
    record Saying(String release, String gate, boolean yes, String word, String digest, Optional<Instant> from) {}
}
