package dev.understudy.process.release;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.journal.RunHistory;
import dev.understudy.engine.journal.RunHistory.PastRun;
import dev.understudy.engine.recipe.Equipment;
import dev.understudy.engine.release.Rehearsal;
import dev.understudy.engine.release.Releases.Extent;
import dev.understudy.model.config.Project;
import dev.understudy.model.method.Content;
import dev.understudy.model.method.Gate.Demand;
import dev.understudy.model.method.Method;
import dev.understudy.model.method.ReleaseFacts;
import dev.understudy.model.method.ReleaseFacts.Past;
import dev.understudy.model.method.Stage;
import dev.understudy.model.people.Person;
import dev.understudy.model.release.Forecast;
import dev.understudy.model.release.ModuleWishes;
import dev.understudy.model.release.Release;
import dev.understudy.model.release.ReleaseChanges;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gathers all that is known of a release and matters for its way. It only reads what the control plane has, so that it can be
 * asked in the transaction that takes a lane.
 */
public final class Dossiers {

    private final Supplier<Project> project;
    private final Equipment.Records records;
    private final RunHistory history;
    private final Words words;
    private final Plans plans;
    private final List<Witness> witnesses;

    /** The releases that production has had, asked for once; absent where it is asked each time. */
    private final @Nullable List<Past> had;

    public Dossiers(
            Supplier<Project> project,
            Equipment.Records records,
            RunHistory history,
            Words words,
            Plans plans,
            List<Witness> witnesses) {
        this.project = project;
        this.records = records;
        this.history = history;
        this.words = words;
        this.plans = plans;
        this.witnesses = List.copyOf(witnesses);
        this.had = null;
    }

    private Dossiers(Dossiers other, RunHistory history) {
        this.project = other.project;
        this.records = other.records;
        this.history = history;
        this.words = other.words;
        this.plans = other.plans;
        this.witnesses = other.witnesses;
        this.had = past(records, history);
    }

    /** The same as things are now: for whoever asks about many releases, in one thread. */
    public Dossiers once() {
        return new Dossiers(this, history.once());
    }

    /** The digest of a release's content, as the method is now. */
    public String digest(Release release) {
        ModuleWishes wishes = records.releases().wishes(release.id());
        String asked = "install " + new TreeSet<>(wishes.wanted()) + " uninstall " + new TreeSet<>(wishes.leaving());
        return Content.digest(
                release, Map.of("odoo.modules", asked), project.get().method());
    }

    /** All that is known. Throws {@code release.not-found}. */
    public ReleaseFacts of(String id, Instant now) {
        Release release = records.releases().get(id);
        ReleaseChanges changes = records.releases().changes(id);
        String digest = digest(release);
        Optional<Rehearsal> rehearsal = records.rehearsals().latest(id);
        Set<String> modules = Stream.of(changes.touched(), changes.added(), changes.removed())
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
        Witness.Case asked = new Witness.Case(release, digest, rehearsal, entered(release), history, now);
        return new ReleaseFacts(
                id,
                digest,
                rehearsal.map(one -> changes.declared().or(one.observed())).orElse(changes.declared()),
                modules,
                authors(changes),
                release.by(),
                asked.entered(),
                witnesses.stream()
                        .flatMap(witness -> witness.evidence(asked).stream())
                        .toList(),
                words.said(id),
                words.overridings(id),
                rehearsal.filter(Rehearsal::succeeded).map(this::longest),
                plans.planned(id),
                words.emergency(id),
                had == null ? past(records, history) : had,
                plans.ended(id).map(Plans.Ended::how));
    }

    /** How long a deploy may take at most: the upper value of what is predicted, and while production is watched. */
    public Duration longest(Rehearsal rehearsal) {
        return Duration.ofMillis(forecast(rehearsal).upperMillis())
                .plus(project.get().watch(Project.PRODUCTION).period());
    }

    /** What is predicted of a deploy. */
    public Forecast forecast(Rehearsal rehearsal) {
        return records.forecasts().of(Project.PRODUCTION, rehearsal.unavailabilityMillis());
    }

    private Set<String> authors(ReleaseChanges changes) {
        return changes.authors().stream()
                .map(author ->
                        project.get().people().behind(author).map(Person::name).orElse(author))
                .collect(Collectors.toSet());
    }

    private Map<String, Instant> entered(Release release) {
        Method method = project.get().method();
        Map<String, Instant> entered = new HashMap<>();
        for (Stage stage : method.stages()) {
            since(release, method, stage).ifPresent(since -> entered.put(stage.name(), since));
        }
        return entered;
    }

    /** A stage without an environment is a copy that is made for the release alone: its rehearsal. */
    private Optional<Instant> since(Release release, Method method, Stage stage) {
        return stage.environment()
                .map(environment -> Stays.last(release.id(), history.of(environment))
                        .filter(stay -> stage.act() == Stage.Act.DEPLOY
                                ? stay.until().isEmpty()
                                : stay.counts(asked(method, stage)))
                        .map(Stays.Stay::since))
                .orElseGet(() -> records.rehearsals().latest(release.id()).map(Rehearsal::finishedAt));
    }

    /** How long the stages after it ask a release to have been there. */
    private static Duration asked(Method method, Stage stage) {
        return method.stages().stream()
                .filter(next -> next.after().filter(stage.name()::equals).isPresent())
                .flatMap(next -> next.gates().stream())
                .map(gate -> gate.demand() instanceof Demand.Soaked soaked ? soaked.lasting() : Duration.ZERO)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** The releases that production has had, the newest first. One went wrong when it was undone, warned of or taken back. */
    private static List<Past> past(Equipment.Records records, RunHistory history) {
        List<PastRun> runs = history.of(Project.PRODUCTION).stream()
                .filter(run -> run.status().ended() && run.startedAt().isPresent())
                .toList();
        Set<String> deployed = runs.stream()
                .filter(run -> run.recipe().equals("deploy"))
                .map(PastRun::release)
                .collect(Collectors.toSet());
        Map<String, Extent> extents = records.releases().extents(deployed);
        return Stream.iterate(runs.size() - 1, i -> i >= 0, i -> i - 1)
                .filter(i -> runs.get(i).recipe().equals("deploy"))
                .flatMap(i -> Optional.ofNullable(extents.get(runs.get(i).release())).stream()
                        .map(extent -> past(runs.get(i), extent, runs.subList(i + 1, runs.size()))))
                .toList();
    }

    private static Past past(PastRun deploy, Extent extent, List<PastRun> after) {
        boolean takenBack = after.stream()
                .takeWhile(run -> !run.recipe().equals("deploy"))
                .anyMatch(run -> run.recipe().equals("rollback") && run.succeeded());
        return new Past(
                deploy.release(),
                extent.declared(),
                extent.modules(),
                !deploy.succeeded() || deploy.warned() || takenBack);
    }

    /** Whether a copy was made anew and nothing was put on it since. */
    public boolean fresh(String environment) {
        return Stays.fresh(history.of(environment));
    }

    /** Whether an environment is being made anew, or will be. */
    public boolean refreshing(String environment) {
        return history.of(environment).stream()
                .anyMatch(run -> run.recipe().equals("refresh") && !run.status().ended());
    }

    /** Whether production runs a release. */
    public boolean performed(String release) {
        return there(release, Project.PRODUCTION);
    }

    /** Whether an environment runs a release. */
    public boolean there(String release, String environment) {
        return records.environments()
                .find(environment)
                .map(Environment::release)
                .filter(release::equals)
                .isPresent();
    }
}
