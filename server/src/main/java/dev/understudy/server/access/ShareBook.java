package dev.understudy.server.access;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Links to copies for people without an account, as one project's control plane keeps them. It sees digests alone. */
public interface ShareBook {

    /** Notes a link. */
    void keep(Kept link, String hash);

    /** The link of a digest, if it counts at a time. */
    Optional<Kept> find(String hash, Instant now);

    /**
     * Notes that a link was used, unless that was as often as may be within a minute.
     *
     * @return whether it may be
     */
    boolean look(String id, Instant now, int most);

    /** Notes that a problem is reported by a link, unless that was as often as may be within an hour. */
    boolean tell(String id, Instant now, int most);

    /** All of them, the newest first, those that count no more too. */
    List<Kept> all();

    /** Ends one; whether there was one that counted. */
    boolean end(String id, Instant now);

    /** What whoever has a link may do. */
    enum Allowed {
        /** See which release the copy has, and what of it was tried. */
        SEE,
        /** Report a problem. */
        REPORT,
        /** Find the address at which the copy is used. */
        OPEN;

        /** The word in documents. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A link.
     *
     * @param environment the copy that it leads to
     * @param guest for whom it was made, as who made it calls them
     */
    record Kept(
            String id,
            String environment,
            String guest,
            Set<Allowed> allows,
            Instant madeAt,
            String madeBy,
            Instant expiresAt,
            @Nullable Instant endedAt,
            @Nullable Instant usedAt) {

        public Kept {
            allows = Set.copyOf(allows);
        }

        public boolean may(Allowed allowed) {
            return allows.contains(allowed);
        }

        /** In the order in which they are told. */
        public List<Allowed> allowed() {
            return List.copyOf(sorted(allows));
        }

        private static Set<Allowed> sorted(Collection<Allowed> some) {
            Set<Allowed> sorted = EnumSet.noneOf(Allowed.class);
            sorted.addAll(some);
            return sorted;
        }
    }
}
