package dev.understudy.process.after;

import dev.understudy.engine.journal.RunHistory;
import dev.understudy.engine.journal.RunHistory.PastRun;
import dev.understudy.model.config.OdooAccess;
import dev.understudy.model.config.Project;
import dev.understudy.model.method.Method.EmergencyLane;
import dev.understudy.model.method.ReleaseFacts.Emergency;
import dev.understudy.model.text.Texts;
import dev.understudy.process.record.AuditLog;
import dev.understudy.process.release.Words;
import dev.understudy.process.ticket.Tickets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/**
 * What went to production as an emergency has somebody look back at it, by the day that the method says: a ticket where these are
 * kept, and an entry in the log.
 */
public final class EmergencyReviews {

    private static final String UNDERSTUDY = "understudy";
    private static final Duration RECENT = Duration.ofDays(30);

    private final Jdbi control;
    private final Supplier<Project> project;
    private final RunHistory history;
    private final Words words;
    private final Tickets tickets;
    private final AuditLog log;

    public EmergencyReviews(
            Jdbi control, Supplier<Project> project, RunHistory history, Words words, Tickets tickets, AuditLog log) {
        this.control = control;
        this.project = project;
        this.history = history;
        this.words = words;
        this.tickets = tickets;
        this.log = log;
    }

    /** Asks for it, once for each such release. */
    public void look(Instant now) {
        Optional<EmergencyLane> lane = project.get().method().emergency();
        if (lane.isEmpty()) {
            return;
        }
        history.of(Project.PRODUCTION).stream()
                .filter(run -> run.recipe().equals("deploy")
                        && run.succeeded()
                        && run.finishedAt().filter(now.minus(RECENT)::isBefore).isPresent())
                .map(PastRun::release)
                .distinct()
                .forEach(release ->
                        words.emergency(release).ifPresent(declared -> ask(release, declared, lane.get(), now)));
    }

    private void ask(String release, Emergency declared, EmergencyLane lane, Instant now) {
        Locale language =
                project.get().telling().odoo().map(OdooAccess::language).orElse(Locale.ENGLISH);
        String title = Texts.of("model", language)
                .get(
                        "emergency.review",
                        release,
                        declared.at()
                                .plus(lane.review())
                                .atZone(ZoneOffset.UTC)
                                .toLocalDate()
                                .toString(),
                        declared.reason());
        control.useTransaction(handle -> {
            if (words.askReview(release, now)) {
                Optional<String> _ = tickets.followUp(release, title, UNDERSTUDY, now);
                log.note(now, "follow-up", release, UNDERSTUDY, title);
            }
        });
    }
}
