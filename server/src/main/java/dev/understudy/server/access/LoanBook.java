package dev.understudy.server.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Roles that people of one project are lent, as its control plane keeps it. */
public interface LoanBook {

    /** Notes that somebody asks. */
    void ask(Loan loan);

    /** One of them. */
    Optional<Loan> loan(String id);

    /** The newest first. */
    List<Loan> latest(int most);

    /**
     * Answers somebody who asks; false when they were answered already.
     *
     * @param ends when the role is taken back; empty for a no
     */
    boolean answer(String id, String by, Instant now, Optional<Instant> ends);

    /** Takes a role back at once; false when it was not lent any more. */
    boolean end(String id, Instant now);

    /** What somebody has been lent and not given back. */
    Set<Role> lent(String person, Instant now);

    /**
     * A role for a time.
     *
     * @param reason in the words of who asks
     * @param answeredBy who said yes or no; absent while nobody has
     * @param endsAt when it is taken back; absent when it was not given
     */
    record Loan(
            String id,
            String person,
            Role role,
            String reason,
            Instant askedAt,
            @Nullable String answeredBy,
            @Nullable Instant answeredAt,
            @Nullable Instant endsAt) {

        /** {@code asked}, {@code given}, {@code refused} or {@code over}. */
        public String state(Instant now) {
            if (answeredBy == null) {
                return "asked";
            }
            return endsAt == null ? "refused" : endsAt.isAfter(now) ? "given" : "over";
        }
    }
}
