package dev.understudy.server.hooks;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.server.access.Accounts.Notes;
import dev.understudy.server.hooks.HookBook.Kept;
import dev.understudy.server.hooks.HookBook.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Does about pushes what their hook says: makes a release of the commit, and rehearses it; or notes that it was pushed. */
public final class PushWork {

    /** A git server that tells of a push may not answer at once when it is asked for it. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int SHORT = 8;

    private final HookBook book;
    private final Work work;
    private final Notes notes;
    private final InstantSource clock;

    /** What the service does with a push. */
    public interface Work {

        /** The release of a commit, which may have been there before. */
        Made release(String repository, String commit, String by);

        void rehearse(String release, String by);
    }

    /**
     * A release.
     *
     * @param before whether it was there
     */
    public record Made(String release, boolean before) {}

    public PushWork(HookBook book, Work work, Notes notes, InstantSource clock) {
        this.book = book;
        this.work = work;
        this.notes = notes;
        this.clock = clock;
    }

    /** Looks at what was told since. */
    public void look() {
        for (Waiting waiting : book.waiting()) {
            Optional<Hook> hook = book.all().stream()
                    .map(Kept::hook)
                    .filter(one -> one.id().equals(waiting.hook()))
                    .findFirst();
            hook.ifPresent(one -> look(one, waiting));
        }
    }

    private void look(Hook hook, Waiting waiting) {
        Push push = waiting.push();
        String by = "hook " + hook.name();
        try {
            if (!hook.branch().equals(push.branch())) {
                done(waiting, push.repository(), "pushed to " + push.branch(), by);
                return;
            }
            Made made = work.release(push.repository(), push.commit(), by);
            if (hook.rehearse() && !made.before()) {
                work.rehearse(made.release(), by);
            }
            done(waiting, made.release(), made.before() ? "was there" : "made", by);
        } catch (FaultException refused) {
            Instant now = clock.instant();
            boolean passes = refused.fault().kind() == Fault.Kind.FAILED
                    && push.at().plus(PATIENCE).isAfter(now);
            if (!passes) {
                String why = String.valueOf(refused.getMessage());
                book.done(waiting.number(), "refused", Optional.of(why), now);
                note(waiting, push.repository(), why, by);
            }
        }
    }

    private void done(Waiting waiting, String subject, String outcome, String by) {
        book.done(waiting.number(), outcome, Optional.empty(), clock.instant());
        note(waiting, subject, outcome, by);
    }

    private void note(Waiting waiting, String subject, String outcome, String by) {
        Push push = waiting.push();
        String commit = push.commit().substring(0, SHORT);
        notes.note(
                clock.instant(),
                "pushed",
                subject,
                by,
                push.repository() + " " + push.branch() + " " + commit
                        + (push.by().isEmpty() ? "" : " by " + push.by()) + ": " + outcome.replaceAll("\\s+", " "));
    }
}
