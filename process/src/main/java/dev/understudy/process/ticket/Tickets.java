package dev.understudy.process.ticket;

import dev.understudy.engine.release.Releases;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.Repository;
import dev.understudy.model.config.TicketSettings;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.method.Method;
import dev.understudy.model.method.ReleaseFacts;
import dev.understudy.model.method.ReleaseFacts.Past;
import dev.understudy.model.release.Release;
import dev.understudy.model.release.ReleaseChanges;
import dev.understudy.model.release.ReleaseChanges.Commit;
import dev.understudy.model.text.Texts;
import dev.understudy.model.ticket.References;
import dev.understudy.model.ticket.TicketNews;
import dev.understudy.model.ticket.TicketNews.Standing;
import dev.understudy.model.view.TicketView;
import dev.understudy.process.World;
import dev.understudy.process.record.AuditLog;
import dev.understudy.process.release.DecisionViews;
import dev.understudy.process.release.Dossiers;
import dev.understudy.process.support.SupportBook;
import dev.understudy.process.support.SupportBook.Support;
import dev.understudy.process.ticket.Outbox.Entry;
import dev.understudy.process.ticket.Outbox.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Tickets are in production's Odoo: what testers report on a copy becomes one there, and those of a release are told of its way. */
public final class Tickets {

    private static final String COMMITS = "commits";
    private static final Set<String> ODOO = Set.of(Repository.ODOO, Repository.ENTERPRISE);

    /** After that, nobody waits for news of a release, and commits tie it no more. */
    private static final Duration RECENT = Duration.ofDays(90);

    /** News is of use for so long. */
    private static final Duration NEWS = Duration.ofDays(30);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT);

    private final Supplier<Project> project;
    private final Releases releases;
    private final Way way;
    private final Outbox outbox;
    private final Ties ties;
    private final AuditLog log;
    private final World world;

    /** How releases stand, and whose users are helped. */
    public record Way(Dossiers dossiers, DecisionViews decisions, SupportBook support) {}

    public Tickets(
            Jdbi control,
            Supplier<Project> project,
            Releases releases,
            Way way,
            Outbox outbox,
            AuditLog log,
            World world) {
        this.project = project;
        this.releases = releases;
        this.way = way;
        this.outbox = outbox;
        this.ties = new Ties(control);
        this.log = log;
        this.world = world;
    }

    /**
     * What a tester saw.
     *
     * @param release that they tried; empty for none, or for the one whose users are helped where it is on production
     * @param environment where; empty for no matter where
     * @param page its address; empty for none
     * @param user of Odoo as whom; empty for nobody in particular
     */
    public record Report(
            String title,
            String text,
            String release,
            String environment,
            String page,
            String user,
            Optional<Screenshot> screenshot) {

        Report about(String another) {
            return new Report(title, text, another, environment, page, user, screenshot);
        }
    }

    /**
     * Keeps a report, to be written to production: it is safe with this, whatever becomes of the copy.
     *
     * @throws dev.understudy.model.fault.FaultException {@code ticket.none-kept}, {@code ticket.no-title}, {@code
     *     release.not-found}
     */
    public void report(Report told, String by, Instant now) {
        TicketSettings _ = settings();
        Report report = told.about(told.release().isEmpty() ? helped(told.environment()) : told.release());
        if (report.title().isBlank()) {
            throw Fault.usage("ticket.no-title").exception();
        }
        if (!report.release().isEmpty()) {
            releases.get(report.release());
        }
        String mark = mark();
        outbox.put(
                new Entry(
                        mark,
                        Kind.TICKET,
                        report.release(),
                        Optional.empty(),
                        Optional.empty(),
                        report.title().strip(),
                        body(report, by, now, mark),
                        mark,
                        report.screenshot(),
                        Optional.empty(),
                        by,
                        Optional.empty()),
                now);
        log.note(now, "reported", report.release().isEmpty() ? mark : report.release(), by, report.title());
    }

    /** The release that production runs, while its users are helped: what they report then is likely about it. */
    private String helped(String environment) {
        return environment.equals(Project.PRODUCTION)
                ? way.support().open().stream()
                        .map(Support::release)
                        .filter(way.dossiers()::performed)
                        .findFirst()
                        .orElse("")
                : "";
    }

    /**
     * Asks for something to be done after a release, as a ticket that is not tied to it: nobody there waits for its news.
     *
     * @return by what the outbox knows it; empty where no tickets are kept
     */
    public Optional<String> followUp(String release, String title, String by, Instant now) {
        if (project.get().telling().tickets().isEmpty()) {
            return Optional.empty();
        }
        String mark = mark();
        StringBuilder origin = new StringBuilder();
        line(origin, texts(), "follow-up", release);
        line(origin, texts(), "reported", by + ", " + time(now));
        line(origin, texts(), "mark", mark);
        outbox.put(
                new Entry(
                        mark,
                        Kind.TICKET,
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        title,
                        Html.paragraph(origin.toString()),
                        mark,
                        Optional.empty(),
                        Optional.empty(),
                        by,
                        Optional.empty()),
                now);
        return Optional.of(mark);
    }

    /** Nothing else has it. */
    private String mark() {
        String secret = world.secrets().get();
        return project.get().name() + "/" + secret.substring(0, Math.min(12, secret.length()));
    }

    private String body(Report report, String by, Instant now, String mark) {
        Texts texts = texts();
        StringBuilder origin = new StringBuilder();
        line(origin, texts, "page", report.page());
        line(origin, texts, "user", report.user());
        line(origin, texts, "environment", report.environment());
        line(origin, texts, "release", report.release());
        line(origin, texts, "reported", by + ", " + time(now));
        line(origin, texts, "mark", mark);
        return (report.text().isBlank() ? "" : Html.paragraph(report.text())) + Html.paragraph(origin.toString());
    }

    private static void line(StringBuilder text, Texts texts, String key, String value) {
        if (!value.isEmpty()) {
            text.append(texts.get("ticket." + key, value)).append('\n');
        }
    }

    /** Ties a release to a ticket. Throws {@code ticket.none-kept}, {@code release.not-found}. */
    public void tie(String release, long ticket, String by, Instant now) {
        TicketSettings _ = settings();
        releases.get(release);
        ties.tie(release, ticket, by, now);
        log.note(now, "ticket-tied", release, by, Long.toString(ticket));
    }

    /** Unties them; commits tie them no more. Throws {@code ticket.not-tied}. */
    public void untie(String release, long ticket, String by, Instant now) {
        if (!ties.untie(release, ticket, now)) {
            throw Fault.refused("ticket.not-tied", release, Long.toString(ticket))
                    .exception();
        }
        log.note(now, "ticket-untied", release, by, Long.toString(ticket));
    }

    /** Reports and tied tickets, of one release or of all. */
    public List<TicketView> shown(Optional<String> release) {
        return ties.shown(release);
    }

    /** Ties what commits speak of, and has tickets told what is new. */
    public void look(Instant now) {
        Optional<TicketSettings> settings = project.get().telling().tickets();
        if (settings.isEmpty()) {
            return;
        }
        References references = new References(
                settings.get().references(),
                settings.get().model(),
                project.get().production().url());
        for (Release release : releases.list()) {
            if (release.createdAt().isBefore(now.minus(RECENT))) {
                break;
            }
            references
                    .in(own(releases.changes(release.id())))
                    .forEach(ticket -> ties.found(release.id(), ticket, COMMITS, now));
            List<Long> tied = ties.of(release.id());
            if (!tied.isEmpty()) {
                Standing standing = standing(release.id(), now);
                tied.forEach(ticket -> tell(release.id(), ticket, standing, now));
            }
        }
    }

    /** Those of repositories that people here push to: Odoo's own, what is put together of branches, and submodules have others. */
    private List<Commit> own(ReleaseChanges changes) {
        Set<String> repositories = project.get().repositories().stream()
                .filter(repository -> repository.aggregation().isEmpty() && !ODOO.contains(repository.name()))
                .map(Repository::name)
                .collect(Collectors.toSet());
        return changes.commits().stream()
                .filter(commit -> repositories.contains(commit.repository()))
                .toList();
    }

    private void tell(String release, long ticket, Standing standing, Instant now) {
        String prefix = release + "/" + ticket + "/";
        List<String> told = outbox.told(release, ticket).stream()
                .map(once -> once.substring(prefix.length()))
                .toList();
        for (TicketNews news : TicketNews.of(standing, told)) {
            String said = texts().get(
                            "ticket.news." + news.word(),
                            release,
                            news.stage(),
                            news.at().map(Tickets::time).orElse(""),
                            time(now));
            outbox.put(
                    new Entry(
                            prefix + news.key(),
                            Kind.NOTE,
                            release,
                            Optional.empty(),
                            Optional.of(ticket),
                            "",
                            Html.paragraph(said),
                            said,
                            Optional.empty(),
                            Optional.empty(),
                            "understudy",
                            Optional.of(now.plus(NEWS))),
                    now);
        }
    }

    private Standing standing(String release, Instant now) {
        ReleaseFacts facts = way.dossiers().of(release, now);
        Map<String, Instant> before = new HashMap<>(facts.entered());
        Method method = project.get().method();
        method.of(Project.PRODUCTION).ifPresent(stage -> before.remove(stage.name()));
        // Whoever wrote it was there.
        before.remove(method.stages().getFirst().name());
        boolean last = facts.past().stream()
                .findFirst()
                .map(Past::release)
                .filter(release::equals)
                .isPresent();
        return new Standing(
                before,
                facts.planned(),
                Optional.ofNullable(
                        way.decisions().of(release, Locale.ENGLISH, now).end()),
                last);
    }

    private Texts texts() {
        return Texts.of(
                "model",
                project.get().telling().odoo().map(access -> access.language()).orElse(Locale.ENGLISH));
    }

    private static String time(Instant moment) {
        return TIME.format(moment.atOffset(ZoneOffset.UTC));
    }

    /** Whether the project keeps any. */
    public boolean kept() {
        return project.get().telling().tickets().isPresent();
    }

    private TicketSettings settings() {
        return project.get()
                .telling()
                .tickets()
                .orElseThrow(() -> Fault.refused("ticket.none-kept").exception());
    }
}
