package dev.understudy.process.remind;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.model.announcement.Told.Kind;
import dev.understudy.model.config.EnvironmentSettings;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.view.KeyUsersView;
import dev.understudy.process.announce.Announcements;
import dev.understudy.process.announce.Announcements.Sum;
import dev.understudy.process.measure.KeyUserWork;
import dev.understudy.process.measure.Trial;
import dev.understudy.process.record.AuditLog;
import dev.understudy.process.release.Trials;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to those who do something on production and did not try it where a release stands that waits for them: from time to time,
 * by day, until all was tried. What they did is measured for it, so that the gate opens by itself.
 */
public final class KeyUserReminders {

    private static final Logger LOG = LoggerFactory.getLogger(KeyUserReminders.class);
    private static final String UNDERSTUDY = "understudy";

    /** How old may be what is known of what people did. */
    private static final Duration MEASURED = Duration.ofHours(6);

    /** Who asked by hand does not mean it twice. */
    private static final Duration ONCE = Duration.ofHours(1);

    private static final LocalTime MORNING = LocalTime.of(8, 0);
    private static final LocalTime EVENING = LocalTime.of(18, 0);

    private final Supplier<Project> project;
    private final Environments environments;
    private final Trials trials;
    private final Letters letters;
    private final Books books;

    /** What was measured, what people were told, and what is noted of it. */
    public record Books(KeyUserWork work, Announcements announcements, AuditLog log) {}

    public KeyUserReminders(
            Supplier<Project> project, Environments environments, Trials trials, Letters letters, Books books) {
        this.project = project;
        this.environments = environments;
        this.trials = trials;
        this.letters = letters;
        this.books = books;
    }

    /** Measures what was not measured lately, and reminds whom it is time to remind. */
    public synchronized void look(Instant now) {
        for (Trial trial : trials.awaiting(now)) {
            try {
                KeyUsersView view = lately(trial, now);
                if (!view.covered() && due(trial, now)) {
                    send(trial, view, UNDERSTUDY, now);
                }
            } catch (FaultException notNow) {
                LOG.info("key users of {} were not looked at: {}", trial.release(), notNow.getMessage());
            }
        }
    }

    private KeyUsersView lately(Trial trial, Instant now) {
        return books.work()
                .last(trial.release())
                .filter(view ->
                        view.since().equals(trial.since()) && view.measuredAt().isAfter(now.minus(MEASURED)))
                .orElseGet(() -> trials.measured(trial, now));
    }

    private boolean due(Trial trial, Instant now) {
        Project present = project.get();
        Duration often = present.gates().remind();
        LocalTime clock = now.atZone(present.calendar().zone()).toLocalTime();
        if (often.isZero()
                || present.telling().mail().isEmpty()
                || clock.isBefore(MORNING)
                || !clock.isBefore(EVENING)) {
            return false;
        }
        Instant last = last(trial.release())
                .map(sum -> sum.told().at())
                .filter(at -> at.isAfter(trial.since()))
                .orElse(trial.since());
        return !last.plus(often).isAfter(now);
    }

    /** The last reminder of a release. */
    public Optional<Sum> last(String release) {
        return books.announcements().of(release).stream()
                .filter(sum -> sum.told().kind() == Kind.KEY_USERS)
                .reduce((earlier, later) -> later);
    }

    /**
     * Reminds now whoever is missing.
     *
     * @return what was measured for it
     * @throws FaultException {@code release.not-found}, {@code announce.no-mail}, {@code process.tried-nowhere}, {@code
     *     process.no-database}, {@code key-users.covered}, {@code key-users.reminded}, {@code key-users.unreached}
     */
    public synchronized KeyUsersView remind(String release, String by, Instant now) {
        if (project.get().telling().mail().isEmpty()) {
            throw Fault.refused("announce.no-mail").exception();
        }
        KeyUsersView view = trials.keyUsers(release, now);
        if (view.covered()) {
            throw Fault.refused("key-users.covered", release, view.environment())
                    .exception();
        }
        last(release).filter(sum -> sum.told().at().isAfter(now.minus(ONCE))).ifPresent(sum -> {
            throw Fault.refused("key-users.reminded", sum.audience(), sum.told().at())
                    .exception();
        });
        if (!send(new Trial(release, view.environment(), view.since()), view, by, now)) {
            throw Fault.refused("key-users.unreached", release).exception();
        }
        return view;
    }

    /** Whether anybody can be written to. */
    private boolean send(Trial trial, KeyUsersView view, String by, Instant now) {
        Letters.Written written = letters.of(view, address(trial.environment()));
        if (written.letters().isEmpty()) {
            return false;
        }
        books.announcements()
                .tell(
                        trial.release(),
                        written.audience(),
                        written.told(trial, now),
                        by,
                        written.letters(),
                        useful(now));
        books.log().note(now, "reminded", trial.release(), by, written.shown(trial.environment()));
        return true;
    }

    /** Who reads it later is reminded again by then. */
    private Instant useful(Instant now) {
        Duration often = project.get().gates().remind();
        return now.plus(often.isZero() ? MEASURED : often);
    }

    private String address(String name) {
        Environment environment = environments.get(name);
        return project.get()
                .environment(name)
                .flatMap(EnvironmentSettings::url)
                .orElse(environment.localAddress(project.get().name()));
    }
}
