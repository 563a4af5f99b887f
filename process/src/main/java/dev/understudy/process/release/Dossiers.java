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
import dev.understudy.model.release.PastDeploy;
import dev.understudy.model.release.Release;
import dev.understudy.model.release.ReleaseChanges;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
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

    /** What was read of the releases that are asked about; absent where each is read when it is asked about. */
    private final @Nullable Read read;

    /**
     * What was read.
     *
     * @param testimonies of the witnesses, in their order
     * @param had the releases that production has had
     * @param deploys the last in which its users waited
     */
    private record Read(Papers papers, List<Witness.Testimony> testimonies, List<Past> had, List<PastDeploy> deploys) {}

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
        this.read = null;
    }

    private Dossiers(Dossiers other, Collection<String> releases) {
        this.project = other.project;
        this.records = other.records;
        this.words = other.words;
        this.plans = other.plans;
        this.witnesses = other.witnesses;
        Papers papers = Papers.of(releases, records, other.history, words, plans);
        this.history = papers.history();
        this.read = new Read(
                papers,
                witnesses.stream().map(witness -> witness.of(releases)).toList(),
                past(records, history),
                records.forecasts().past(Project.PRODUCTION));
    }

    /**
     * The same as things are now, for whoever asks about these releases and no others, in one thread: it takes as many questions
     * as one.
     */
    Dossiers about(Collection<String> releases) {
        return new Dossiers(this, List.copyOf(releases));
    }

    /** The runs that there were, as they were read. */
    RunHistory history() {
        return history;
    }

    /** The digest of a release's content, as the method is now. */
    public String digest(Release release) {
        return digest(release, records.releases().wishes(release.id()));
    }

    private String digest(Release release, ModuleWishes wishes) {
        String asked = "install " + new TreeSet<>(wishes.wanted()) + " uninstall " + new TreeSet<>(wishes.leaving());
        return Content.digest(
                release, Map.of("odoo.modules", asked), project.get().method());
    }

    /** All that is known. Throws {@code release.not-found}. */
    public ReleaseFacts of(String id, Instant now) {
        return read == null ? about(List.of(id)).of(id, now) : of(id, read, now);
    }

    private ReleaseFacts of(String id, Read known, Instant now) {
        Papers papers = known.papers();
        Release release = papers.frozen(id).release();
        ReleaseChanges changes = papers.frozen(id).changes();
        String digest = digest(release, papers.frozen(id).wishes());
        Optional<Rehearsal> rehearsal = Optional.ofNullable(papers.rehearsals().get(id));
        Optional<Instant> planned = Optional.ofNullable(papers.planned().get(id));
        Set<String> modules = Stream.of(changes.touched(), changes.added(), changes.removed())
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
        Witness.Case asked =
                new Witness.Case(release, digest, rehearsal, entered(release, rehearsal), planned, history, now);
        return new ReleaseFacts(
                id,
                digest,
                rehearsal.map(one -> changes.declared().or(one.observed())).orElse(changes.declared()),
                modules,
                authors(changes),
                release.by(),
                asked.entered(),
                known.testimonies().stream()
                        .flatMap(testimony -> testimony.evidence(asked).stream())
                        .toList(),
                papers.spoken().said().getOrDefault(id, List.of()),
                papers.spoken().overridings().getOrDefault(id, List.of()),
                rehearsal.filter(Rehearsal::succeeded).map(this::longest),
                planned,
                Optional.ofNullable(papers.spoken().emergencies().get(id)),
                known.had(),
                Optional.ofNullable(papers.ended().get(id)).map(Plans.Ended::how));
    }

    /** How long a deploy may take at most: the upper value of what is predicted, and while production is watched. */
    public Duration longest(Rehearsal rehearsal) {
        return Duration.ofMillis(forecast(rehearsal).upperMillis())
                .plus(project.get().watch(Project.PRODUCTION).period());
    }

    /** What is predicted of a deploy. */
    public Forecast forecast(Rehearsal rehearsal) {
        return Forecast.of(
                rehearsal.unavailabilityMillis(),
                read == null ? records.forecasts().past(Project.PRODUCTION) : read.deploys());
    }

    private Set<String> authors(ReleaseChanges changes) {
        return changes.authors().stream()
                .map(author ->
                        project.get().people().behind(author).map(Person::name).orElse(author))
                .collect(Collectors.toSet());
    }

    private Map<String, Instant> entered(Release release, Optional<Rehearsal> rehearsal) {
        Method method = project.get().method();
        Map<String, Instant> entered = new HashMap<>();
        for (Stage stage : method.stages()) {
            since(release, rehearsal, method, stage).ifPresent(since -> entered.put(stage.name(), since));
        }
        return entered;
    }

    /** A stage without an environment is a copy that is made for the release alone: its rehearsal. */
    private Optional<Instant> since(Release release, Optional<Rehearsal> rehearsal, Method method, Stage stage) {
        return stage.environment()
                .map(environment -> Stays.last(release.id(), history.of(environment))
                        .filter(stay -> stage.act() == Stage.Act.DEPLOY
                                ? stay.until().isEmpty()
                                : stay.counts(asked(method, stage)))
                        .map(Stays.Stay::since))
                .orElseGet(() -> rehearsal.map(Rehearsal::finishedAt));
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

    /** Whether production runs a release, or a later one in its place: one that was taken back goes on with its way. */
    public boolean performed(String release) {
        return there(release, Project.PRODUCTION) || Stays.stands(release, history.of(Project.PRODUCTION));
    }

    private Optional<Environment> find(String environment) {
        return read == null
                ? records.environments().find(environment)
                : read.papers()
                        .environments()
                        .computeIfAbsent(
                                environment, name -> records.environments().find(name));
    }

    /** Whether an environment runs a release. */
    public boolean there(String release, String environment) {
        return find(environment)
                .map(Environment::release)
                .filter(release::equals)
                .isPresent();
    }
}
