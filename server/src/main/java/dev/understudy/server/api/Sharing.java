package dev.understudy.server.api;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.ShareView;
import dev.understudy.server.access.ShareBook.Allowed;
import dev.understudy.server.access.ShareBook.Kept;
import dev.understudy.server.access.Shares;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Links to the copies of a project: made, listed and ended, on pages and by the API alike. */
public final class Sharing {

    /** What whoever has a link may do unless something else is said. */
    public static final List<String> USUAL =
            Arrays.stream(Allowed.values()).map(Allowed::word).toList();

    private static final String DAYS = "[0-9]{1,4}";

    private final Desk desk;
    private final Shares shares;
    private final String project;

    public Sharing(Desk desk, Shares shares, String project) {
        this.desk = desk;
        this.shares = shares;
        this.project = project;
    }

    /**
     * A link that somebody wants, in their words.
     *
     * @param allows words of {@link Allowed}
     */
    public record Wish(String environment, String guest, List<String> allows, String days) {

        public Wish {
            allows = List.copyOf(allows);
        }
    }

    /** The newest first, those that count no more too. */
    public List<ShareView> all() {
        return shares.all(project).stream().map(kept -> view(kept, null)).toList();
    }

    /** Those of an environment that count. */
    public List<ShareView> counting(String environment) {
        return shares.counting(project).stream()
                .filter(kept -> kept.environment().equals(environment))
                .map(kept -> view(kept, null))
                .toList();
    }

    /**
     * Makes a link; it is shown this once.
     *
     * @throws dev.understudy.model.fault.FaultException {@code environment.not-found}, {@code server.share-production}, {@code
     *     server.share-name}, {@code server.share-days}, {@code server.share-allows}
     */
    public ShareView make(Wish wish, String by, Locale locale) {
        EnvironmentView environment = desk.environment(wish.environment(), locale);
        Set<Allowed> allows = wish.allows().stream().map(Sharing::allowed).collect(Collectors.toSet());
        int days = wish.days().matches(DAYS) ? Integer.parseInt(wish.days()) : 0;
        Shares.Made made = shares.make(project, new Shares.Wish(environment.name(), wish.guest(), allows, days, by));
        String below = Shares.ADDRESS + made.link();
        return view(
                made.kept(),
                desk.access().settings().get().url().map(url -> url + below).orElse(below));
    }

    /** Ends one of an environment. Throws {@code server.share-not-found}, for one of another environment too. */
    public void end(String environment, String id, String by) {
        shares.end(project, environment, id, by);
    }

    /** Ends one, of any environment. Throws {@code server.share-not-found}. */
    public void end(String id, String by) {
        shares.end(project, id, by);
    }

    private ShareView view(Kept kept, @Nullable String link) {
        return new ShareView(
                kept.id(),
                kept.environment(),
                kept.guest(),
                kept.allowed().stream().map(Allowed::word).toList(),
                kept.madeAt(),
                kept.madeBy(),
                kept.expiresAt(),
                kept.usedAt(),
                kept.endedAt() != null ? "ended" : shares.counts(kept) ? "counts" : "expired",
                link);
    }

    private static Allowed allowed(String word) {
        return Arrays.stream(Allowed.values())
                .filter(allowed -> allowed.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Fault.usage("server.share-allows", word).exception());
    }
}
