package dev.understudy.server.access;

import dev.understudy.model.fault.Fault;
import dev.understudy.server.access.Accounts.Notes;
import dev.understudy.server.access.LoanBook.Loan;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A role for a time: somebody asks for it with a reason, somebody else gives it, and after an hour it is gone by itself. All of it
 * is in the audit log.
 */
public final class Loans {

    /** How long a role is lent. */
    public static final Duration LENT = Duration.ofHours(1);

    /** After which nobody answers any more. */
    private static final Duration WAITS = Duration.ofHours(24);

    /** What may be lent. */
    public static final List<Role> LENDABLE = List.of(Role.DEVELOPER, Role.RELEASE_MANAGER, Role.SHELL);

    private static final int MOST_REASON = 500;
    private static final int SHOWN = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final LoanBook book;
    private final Notes notes;
    private final InstantSource clock;

    public Loans(LoanBook book, Notes notes, InstantSource clock) {
        this.book = book;
        this.notes = notes;
        this.clock = clock;
    }

    /**
     * Asks for a role.
     *
     * @param has what the person may anyway
     * @throws dev.understudy.model.fault.FaultException {@code server.loan-reason}, {@code server.loan-role}
     */
    public void ask(String person, Set<Role> has, Role role, String reason) {
        String why = reason.strip();
        if (why.isEmpty() || why.length() > MOST_REASON) {
            throw Fault.refused("server.loan-reason", MOST_REASON).exception();
        }
        if (!LENDABLE.contains(role) || has.contains(role)) {
            throw Fault.refused("server.loan-role", role.word()).exception();
        }
        byte[] random = new byte[4];
        RANDOM.nextBytes(random);
        Instant now = clock.instant();
        Loan loan = new Loan(HexFormat.of().formatHex(random), person, role, why, now, null, null, null);
        book.ask(loan);
        notes.note(now, "role-asked", loan.id(), person, role.word() + ": " + why);
    }

    /**
     * Gives a role, or does not.
     *
     * @param by another than who asks
     * @throws dev.understudy.model.fault.FaultException {@code server.loan-not-found}, {@code server.loan-own}, {@code
     *     server.loan-answered}
     */
    public void answer(String id, String by, boolean yes) {
        Loan loan = loan(id);
        if (loan.person().equals(by)) {
            throw Fault.refused("server.loan-own").exception();
        }
        Instant now = clock.instant();
        boolean late = waitsUntil(loan).isBefore(now);
        if (late || !book.answer(id, by, now, yes ? Optional.of(now.plus(LENT)) : Optional.empty())) {
            throw Fault.refused("server.loan-answered").exception();
        }
        notes.note(
                now,
                yes ? "role-given" : "role-refused",
                id,
                by,
                loan.role().word() + " to " + loan.person() + (yes ? " until " + now.plus(LENT) : ""));
    }

    /** Takes a role back before its time, or gives it back. Throws {@code server.loan-not-found}. */
    public void end(String id, String by) {
        Loan loan = loan(id);
        Instant now = clock.instant();
        if (book.end(id, now)) {
            notes.note(now, "role-ended", id, by, loan.role().word() + " of " + loan.person());
        }
    }

    /** Who asked and who was given, the newest first. */
    public List<Loan> latest() {
        return book.latest(SHOWN);
    }

    /** Until when one may be answered. */
    public Instant waitsUntil(Loan loan) {
        return loan.askedAt().plus(WAITS);
    }

    /** Whether one waits for an answer still. */
    public boolean waits(Loan loan) {
        return loan.answeredBy() == null && waitsUntil(loan).isAfter(clock.instant());
    }

    /** How one stands now: {@code asked}, {@code given}, {@code refused} or {@code over}. */
    public String state(Loan loan) {
        String state = loan.state(clock.instant());
        return state.equals("asked") && !waits(loan) ? "over" : state;
    }

    /** What somebody has for now beside their own roles. */
    public Set<Role> lent(String person) {
        return book.lent(person, clock.instant());
    }

    private Loan loan(String id) {
        return book.loan(id)
                .orElseThrow(() -> Fault.usage("server.loan-not-found", id).exception());
    }
}
