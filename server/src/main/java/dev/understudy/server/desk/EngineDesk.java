package dev.understudy.server.desk;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.control.Sleeper;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.recipe.Equipment;
import dev.understudy.engine.release.ReleaseMaker;
import dev.understudy.engine.run.Admission;
import dev.understudy.engine.run.Admission.Answer;
import dev.understudy.engine.run.RunRequest;
import dev.understudy.engine.run.Runs;
import dev.understudy.model.config.Aggregation.Merge;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.Repository;
import dev.understudy.model.fault.FaultTexts;
import dev.understudy.model.release.Release;
import dev.understudy.model.release.ReleaseChanges;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.InboxView;
import dev.understudy.model.view.LossView;
import dev.understudy.model.view.MaskView;
import dev.understudy.model.view.ProblemView;
import dev.understudy.model.view.ReleaseView;
import dev.understudy.model.view.StatusView;
import dev.understudy.process.Practice;
import dev.understudy.server.access.ProjectAccess;
import dev.understudy.server.api.Action;
import dev.understudy.server.api.BranchDesk;
import dev.understudy.server.api.Desk;
import dev.understudy.server.api.FileLogReader;
import dev.understudy.server.api.Insights;
import dev.understudy.server.api.LogFound;
import dev.understudy.server.api.LogReader;
import dev.understudy.server.api.LogSearch;
import dev.understudy.server.api.PracticeDesk;
import dev.understudy.server.api.ReleaseOrder;
import dev.understudy.server.api.Verb;
import dev.understudy.server.asking.AnswerLinks;
import dev.understudy.server.hooks.Hooks;
import dev.understudy.server.mailbox.MailBook;
import dev.understudy.server.terminal.Terminals;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The desk over the engine. */
public final class EngineDesk implements Desk {

    private static final int LATEST = 10;

    private final Supplier<Project> project;
    private final Runs runs;
    private final Equipment.Records records;
    private final ReleaseMaker maker;
    private final EnvironmentViews environmentViews;
    private final ReleaseViews releaseViews;
    private final MaskedCopies masked;
    private final EnvironmentControl control;
    private final Sleeper sleeper;
    private final Terminals terminals;
    private final Losses losses;
    private final Doors doors;
    private final Runnable end;
    private final Orders orders;
    private final PracticeDesk practice;
    private final BranchDesk branches;
    private final Inboxes inboxes;
    private final Insights insights;
    private final Admission admission;

    /** Who gets in, and what is told. */
    public record Doors(ProjectAccess access, Hooks hooks, AnswerLinks answers) {}

    /** What is only looked at. */
    public record Views(
            EnvironmentViews environments, ReleaseViews releases, MaskedCopies masked, Losses losses, MailBook mails) {}

    /** What acts. */
    public record Engine(
            Runs runs,
            Equipment.Records records,
            ReleaseMaker maker,
            EnvironmentControl control,
            Sleeper sleeper,
            Terminals terminals) {}

    public EngineDesk(
            Supplier<Project> project,
            Engine engine,
            Views views,
            Practice practice,
            BranchDesk branches,
            Doors doors,
            Runnable end) {
        this.project = project;
        this.runs = engine.runs();
        this.records = engine.records();
        this.maker = engine.maker();
        this.environmentViews = views.environments();
        this.releaseViews = views.releases();
        this.masked = views.masked();
        this.control = engine.control();
        this.sleeper = engine.sleeper();
        this.terminals = engine.terminals();
        this.losses = views.losses();
        this.branches = branches;
        this.doors = doors;
        this.end = end;
        this.orders = new Orders(project, records);
        this.admission = practice.way().admission();
        this.insights = new EngineInsights(
                records.environments(),
                control,
                practice.watches().traffic().book(),
                practice.watches().monitor().book(),
                views.mails(),
                InstantSource.system());
        this.inboxes =
                new Inboxes(project, practice.telling().inbox(), doors.access().loans());
        this.practice = new EnginePractice(
                project,
                practice,
                this::submit,
                new Reports(records, practice, runs),
                () -> this.control
                        .database(records.environments().get(Project.PRODUCTION))
                        .reader(),
                InstantSource.system());
    }

    @Override
    public BranchDesk branches() {
        return branches;
    }

    @Override
    public Runs runs() {
        return runs;
    }

    @Override
    public StatusView status(Locale locale) {
        return new StatusView(
                project.get().name(),
                version(),
                environmentViews.all(locale),
                releaseViews.latest(LATEST),
                runs.runs(LATEST, locale));
    }

    @Override
    public StatusView glance(Locale locale) {
        return new StatusView(
                project.get().name(), version(), environmentViews.all(locale), List.of(), runs.runs(LATEST, locale));
    }

    @Override
    public List<EnvironmentView> environments(Locale locale) {
        return environmentViews.all(locale);
    }

    @Override
    public EnvironmentView environment(String name, Locale locale) {
        return environmentViews.one(name, locale);
    }

    @Override
    public List<ReleaseView> releases() {
        return releaseViews.all();
    }

    @Override
    public List<ReleaseView> latest(int most) {
        return releaseViews.latest(most);
    }

    @Override
    public ReleaseView release(String id, Locale locale) {
        return releaseViews.one(id, locale);
    }

    @Override
    public ReleaseChanges changes(String id) {
        return records.releases().changes(id);
    }

    @Override
    public Map<String, String> subjects(List<String> releases) {
        return records.releases().subjects(releases);
    }

    @Override
    public ReleaseView createRelease(ReleaseOrder order) {
        List<Release> before = records.releases().list();
        Release release = maker.create(
                new ReleaseMaker.Order(
                        revisions(order),
                        Project.PRODUCTION,
                        order.install(),
                        order.uninstall(),
                        order.acceptUnreached()),
                order.by(),
                Instant.now());
        ReleaseView view = releaseViews.one(release.id(), Locale.ENGLISH);
        return before.contains(release) ? view.again() : view;
    }

    @Override
    public List<String> planRelease(ReleaseOrder order) {
        Map<String, String> revisions = revisions(order);
        List<String> plan = new ArrayList<>();
        for (Repository repository : project.get().repositories()) {
            plan.add("freeze " + repository.name() + " at "
                    + Optional.ofNullable(revisions.get(repository.name())).orElseGet(() -> usual(repository)));
        }
        if (!order.install().isEmpty()) {
            plan.add("install " + String.join(", ", new TreeSet<>(order.install())));
        }
        if (!order.uninstall().isEmpty()) {
            plan.add("uninstall " + String.join(", ", new TreeSet<>(order.uninstall())));
        }
        return plan;
    }

    /** What a release takes of a repository when it names nothing else. */
    private static String usual(Repository repository) {
        return repository
                .aggregation()
                .map(together -> together.merges().stream().map(Merge::shown).collect(Collectors.joining(" + ")))
                .orElseGet(() -> repository.branch(Project.PRODUCTION));
    }

    @Override
    public RunView submit(Action action) {
        RunRequest request = orders.request(action);
        if (action.verb() == Verb.ROLLBACK) {
            losses.gate(request);
        }
        if (action.verb() == Verb.RESTORE) {
            orders.refuseUnnamed(action);
        }
        sleeper.wake(action.environment());
        return runs.submit(request);
    }

    @Override
    public List<String> plan(Action action, Locale locale) {
        return runs.plan(orders.request(action), locale);
    }

    @Override
    public Optional<ProblemView> waits(Action action, Locale locale) {
        return switch (admission.ask(orders.request(action))) {
            case Answer.Admitted _ -> Optional.empty();
            case Answer.Waits waits -> Optional.of(ProblemView.of(waits.why(), FaultTexts.of(locale)));
            case Answer.Refused refused -> throw refused.fault().exception();
        };
    }

    @Override
    public LossView loss(Action rollback) {
        return losses.of(orders.request(rollback));
    }

    @Override
    public MaskView mask(String environment) {
        return masked.of(environment);
    }

    @Override
    public Insights insights() {
        return insights;
    }

    @Override
    public InboxView inbox(Locale locale) {
        return inboxes.of(locale, Instant.now());
    }

    @Override
    public PracticeDesk practice() {
        return practice;
    }

    @Override
    public ProjectAccess access() {
        return doors.access();
    }

    @Override
    public AnswerLinks answers() {
        return doors.answers();
    }

    @Override
    public Hooks hooks() {
        return doors.hooks();
    }

    @Override
    public Terminals terminals() {
        return terminals;
    }

    @Override
    public LogReader logs(String environment, int lines) {
        Environment known = records.environments().get(environment);
        return new FileLogReader(control.webLog(known), lines);
    }

    @Override
    public LogFound findInLog(String environment, String words) {
        return LogSearch.in(control.webLog(records.environments().get(environment)), words);
    }

    @Override
    public void close() {
        end.run();
    }

    private Map<String, String> revisions(ReleaseOrder order) {
        Map<String, String> revisions = new LinkedHashMap<>();
        if (!order.branch().isEmpty()) {
            Project present = project.get();
            present.repositories().stream()
                    .filter(repository -> repository.aggregation().isEmpty())
                    .map(Repository::name)
                    .filter(name -> !present.ofOdoo(name))
                    .forEach(name -> revisions.put(name, order.branch()));
        }
        revisions.putAll(order.commits());
        return revisions;
    }

    private static String version() {
        String version = EngineDesk.class.getPackage().getImplementationVersion();
        return version == null ? "0.1.0" : version;
    }
}
