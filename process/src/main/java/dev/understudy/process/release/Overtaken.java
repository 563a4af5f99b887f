package dev.understudy.process.release;

import dev.understudy.engine.journal.RunHistory;
import dev.understudy.engine.journal.RunHistory.PastRun;
import dev.understudy.engine.release.Releases;
import dev.understudy.model.config.Project;
import dev.understudy.model.method.Decision.Outcome;
import dev.understudy.model.method.ReleaseFacts.Approval;
import dev.understudy.model.method.ReleaseFacts.End;
import dev.understudy.model.method.Supersession;
import dev.understudy.model.method.Supersession.Waiting;
import dev.understudy.model.release.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the way of releases that wait in vain: those that a newer one contains, which waits for the same environment, and those
 * for which nobody has done for a month what was missing. Whoever waits for a time alone waits as long as that takes.
 */
public final class Overtaken {

    /** For whom a release whose gates people must open waits no longer. */
    static final Duration LONGEST = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(Overtaken.class);
    private static final String UNDERSTUDY = "understudy";

    private final Releases releases;
    private final RunHistory history;
    private final Sayings.Minutes minutes;
    private final Dossiers dossiers;
    private final DecisionViews decisions;
    private final BiPredicate<Release, Release> contains;

    /**
     * @param contains whether the second has every commit of the first
     */
    public Overtaken(
            Releases releases,
            RunHistory history,
            Sayings.Minutes minutes,
            Dossiers dossiers,
            DecisionViews decisions,
            BiPredicate<Release, Release> contains) {
        this.releases = releases;
        this.history = history;
        this.minutes = minutes;
        this.dossiers = dossiers;
        this.decisions = decisions;
        this.contains = contains;
    }

    /** Looks at all that waits; those whose way has ended with this, each with who is to hear of it. */
    public List<Supersession> look(Instant now) {
        List<PastRun> waiting = history.queued().stream()
                .filter(run -> run.recipe().equals("deploy")
                        && releases.find(run.release()).isPresent()
                        && minutes.plans().ended(run.release()).isEmpty())
                .toList();
        List<Supersession> overtaken = Supersession.among(
                waiting.stream().map(run -> waiting(run, waiting)).toList());
        overtaken.forEach(one -> end(one.release(), End.SUPERSEDED, one.by(), now));
        waiting.stream()
                .filter(run -> run.environment().equals(Project.PRODUCTION)
                        && run.createdAt().plus(LONGEST).isBefore(now)
                        && decisions
                                        .decision(dossiers.of(run.release(), now), now)
                                        .outcome()
                                == Outcome.MISSING)
                .forEach(run -> end(run.release(), End.EXPIRED, run.id(), now));
        return overtaken;
    }

    private Waiting waiting(PastRun run, List<PastRun> all) {
        Release release = releases.get(run.release());
        Set<String> contained = all.stream()
                .map(PastRun::release)
                .filter(other -> !other.equals(release.id()))
                .filter(other -> contains.test(releases.get(other), release))
                .collect(Collectors.toSet());
        Set<String> approvers = minutes.words().said(release.id()).stream()
                .filter(word -> word.yes() && word.withdrawn().isEmpty())
                .map(Approval::person)
                .collect(Collectors.toSet());
        return new Waiting(release.id(), run.environment(), contained, approvers);
    }

    private void end(String release, End how, String why, Instant now) {
        if (minutes.plans().end(release, how, why, now)) {
            String verb = how == End.SUPERSEDED ? "superseded" : "expired";
            minutes.log().note(now, verb, release, UNDERSTUDY, why);
            LOG.info("{} is {}: {}", release, verb, why);
        }
    }
}
