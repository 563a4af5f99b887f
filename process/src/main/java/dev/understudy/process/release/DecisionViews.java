package dev.understudy.process.release;

import dev.understudy.engine.journal.RunHistory.PastRun;
import dev.understudy.model.config.Project;
import dev.understudy.model.method.Decision;
import dev.understudy.model.method.GateState;
import dev.understudy.model.method.NextStep;
import dev.understudy.model.method.ReleaseFacts;
import dev.understudy.model.method.ReleaseFacts.End;
import dev.understudy.model.method.Stage;
import dev.understudy.model.method.Verdict;
import dev.understudy.model.method.Verdict.Failed;
import dev.understudy.model.method.Verdict.Passed;
import dev.understudy.model.method.Verdict.Stale;
import dev.understudy.model.method.Verdict.Undecided;
import dev.understudy.model.method.Verdict.Waived;
import dev.understudy.model.run.RunStatus;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.DecisionView;
import dev.understudy.model.view.DecisionView.GateView;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decisions as people read them. */
public final class DecisionViews {

    /** People read times to the second. */
    private static final Pattern FRACTION = Pattern.compile("(T\\d\\d:\\d\\d:\\d\\d)\\.\\d+Z");

    private final Supplier<Project> project;
    private final Dossiers dossiers;

    public DecisionViews(Supplier<Project> project, Dossiers dossiers) {
        this.project = project;
        this.dossiers = dossiers;
    }

    /** What may happen next to each of several releases, by its id. Throws {@code release.not-found}. */
    public Map<String, DecisionView> all(Collection<String> releases, Locale locale, Instant now) {
        Dossiers read = dossiers.about(releases);
        return releases.stream().collect(Collectors.toMap(id -> id, id -> view(read, id, locale, now)));
    }

    /** What may happen next to a release. Throws {@code release.not-found}. */
    public DecisionView of(String release, Locale locale, Instant now) {
        return view(dossiers.about(List.of(release)), release, locale, now);
    }

    private DecisionView view(Dossiers read, String release, Locale locale, Instant now) {
        ReleaseFacts facts = read.of(release, now);
        Decision decision = decision(facts, now);
        Texts texts = Texts.of("model", locale);
        Optional<PastRun> waiting = waiting(read, release);
        return new DecisionView(
                release,
                facts.digest(),
                project.get().method().name(),
                decision.entered(),
                decision.stage().map(Stage::name).orElse(null),
                decision.stage().flatMap(Stage::environment).orElse(null),
                decision.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                decision.gates().stream().map(state -> gate(state, texts)).toList(),
                seconds(decision.until()),
                decision.back().orElse(null),
                decision.outcome() == Decision.Outcome.GO && waiting.isPresent()
                        ? null
                        : decision.command().orElse(null),
                seconds(facts.planned()),
                waiting.map(PastRun::id).orElse(null),
                end(read, release, facts, decision),
                seconds(decision.review()));
    }

    /** What may happen next to a release of which this is known, as it is at a time. */
    public Decision decision(ReleaseFacts facts, Instant now) {
        Project present = project.get();
        return new NextStep(present.method(), present.calendar(), present.people()).decide(facts, now);
    }

    /** The run that waits to perform it on production, or performs it. */
    private static Optional<PastRun> waiting(Dossiers read, String release) {
        return read.history().ofRelease(release).stream()
                .filter(run -> run.recipe().equals("deploy")
                        && run.environment().equals(Project.PRODUCTION)
                        && !run.status().ended())
                .findFirst();
    }

    /** How its way ended. A deploy that failed may be tried again, and a rejection be taken back: both are told as they are. */
    private static @Nullable String end(Dossiers read, String release, ReleaseFacts facts, Decision decision) {
        if (facts.end().isPresent()) {
            return word(facts.end().get());
        }
        if (read.performed(release)) {
            return word(End.PERFORMED);
        }
        boolean rejected = decision.gates().stream()
                .anyMatch(state -> state.verdict() instanceof Failed failed
                        && failed.why().key().equals("gate.rejected"));
        if (rejected && decision.outcome() == Decision.Outcome.SENT_BACK) {
            return word(End.REJECTED);
        }
        boolean failed = read.history().ofRelease(release).stream()
                .filter(run -> run.recipe().equals("deploy")
                        && run.environment().equals(Project.PRODUCTION)
                        && run.startedAt().isPresent())
                .reduce((earlier, later) -> later)
                .filter(run -> run.status() == RunStatus.FAILED || run.status() == RunStatus.UNDONE)
                .isPresent();
        return failed ? word(End.FAILED) : null;
    }

    private static String word(End end) {
        return end.name().toLowerCase(Locale.ROOT);
    }

    private static GateView gate(GateState state, Texts texts) {
        Verdict verdict = state.verdict();
        return new GateView(
                state.gate().name(),
                state.gate().mode().name().toLowerCase(Locale.ROOT),
                verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT),
                FRACTION.matcher(verdict.why().text(texts)).replaceAll("$1Z").strip(),
                verdict instanceof Passed passed ? seconds(passed.since()) : null,
                switch (verdict) {
                    case Undecided undecided -> seconds(undecided.until());
                    case Waived waived -> waived.until().truncatedTo(ChronoUnit.SECONDS);
                    case Passed _, Failed _, Stale _ -> null;
                },
                verdict.holds() ? List.of() : state.missing(),
                state.asked(),
                state.stops());
    }

    private static @Nullable Instant seconds(Optional<Instant> at) {
        return at.map(instant -> instant.truncatedTo(ChronoUnit.SECONDS)).orElse(null);
    }
}
