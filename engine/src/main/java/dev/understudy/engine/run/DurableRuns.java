package dev.understudy.engine.run;

import dev.understudy.engine.journal.CommandDao;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.engine.journal.EvidenceDao;
import dev.understudy.engine.journal.FactDao;
import dev.understudy.engine.journal.RunDao;
import dev.understudy.engine.journal.RunJournal;
import dev.understudy.engine.journal.RunRecord;
import dev.understudy.engine.journal.RunRequests;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.RunView;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.HandleCallback;

/** Runs that survive the end of the process: what they did and what they wait for stands in the journal. */
public final class DurableRuns implements Runs {

    private final ControlDatabase database;
    private final RecipeBook book;
    private final InstantSource clock;
    private final RunRequests requests;
    private final Admission admission;
    private final RunLeases leases;
    private final Followers followers;

    /** Runs that all may begin when their turn comes. */
    public DurableRuns(ControlDatabase database, RecipeBook book, EngineSettings settings, InstantSource clock) {
        this(database, book, settings, clock, Admission.ALL);
    }

    /** Runs that begin when an admission lets them. */
    public DurableRuns(
            ControlDatabase database,
            RecipeBook book,
            EngineSettings settings,
            InstantSource clock,
            Admission admission) {
        this.database = database;
        this.book = book;
        this.clock = clock;
        this.requests = new RunRequests(database, clock);
        this.admission = admission;
        this.leases = new RunLeases(database, book, new RunJournal(database, clock), settings, clock, admission);
        this.followers = new Followers(database);
    }

    @Override
    public void start() {
        leases.start();
    }

    @Override
    public RunView submit(RunRequest request) {
        mayBeAsked(request);
        List<RunRequests.NewStep> steps = book.recipe(request).steps().stream()
                .map(step -> new RunRequests.NewStep(step.name(), step.reversible(), step.cancellable()))
                .toList();
        long number = requests.add(
                request.recipe(),
                request.environment(),
                request.reads(),
                request.release(),
                request.arguments(),
                request.by(),
                steps);
        leases.admit();
        return run(RunRecord.id(number));
    }

    /** What may never begin is not accepted; what only waits is. */
    private void mayBeAsked(RunRequest request) {
        if (admission.ask(request) instanceof Admission.Answer.Refused refused) {
            throw refused.fault().exception();
        }
    }

    @Override
    public List<String> plan(RunRequest request, Locale locale) {
        mayBeAsked(request);
        StepTitles titles = StepTitles.in(locale);
        PlanContext context = new PlanContext(request, clock.instant());
        List<String> lines = new ArrayList<>();
        for (Step step : book.recipe(request).steps()) {
            if (!step.applies(context)) {
                continue;
            }
            List<String> acts = step.plan(context);
            String title = titles.of(step.name());
            if (acts.isEmpty()) {
                lines.add(title);
            }
            acts.forEach(act -> lines.add(title + ": " + act));
        }
        return lines;
    }

    @Override
    public RunView run(String id, Locale locale) {
        return new RunViews(locale)
                .view(of(
                        id,
                        handle -> new RunDao(handle).find(RunRecord.number(id)).orElseThrow()));
    }

    @Override
    public List<RunView> runs(Asked asked, int limit, Locale locale) {
        RunViews views = new RunViews(locale);
        return database
                .inTransaction(handle -> new RunDao(handle)
                        .newest(
                                new RunDao.Which(asked.environment(), asked.release(), asked.recipe(), asked.status()),
                                limit))
                .stream()
                .map(views::view)
                .toList();
    }

    @Override
    public RunView cancel(String id) {
        long number = of(id, handle -> RunRecord.number(id));
        requests.cancel(number);
        leases.cancel(number);
        return run(id);
    }

    @Override
    public void wake(String id) {
        leases.wake(of(id, handle -> RunRecord.number(id)));
    }

    @Override
    public List<Evidence> evidence(String id) {
        return of(id, handle -> new EvidenceDao(handle).ofRun(RunRecord.number(id))).stream()
                .map(one -> new Evidence(one.step(), one.name(), one.mediaType(), one.content()))
                .toList();
    }

    @Override
    public List<Performed> commands(String id) {
        return of(id, handle -> new CommandDao(handle).ofRun(RunRecord.number(id))).stream()
                .map(one -> new Performed(
                        Objects.requireNonNullElse(one.step(), ""),
                        one.host(),
                        one.shown(),
                        one.startedAt(),
                        one.duration(),
                        one.exitCode(),
                        one.out(),
                        one.err()))
                .toList();
    }

    @Override
    public Map<String, String> facts(String id) {
        return of(id, handle -> new FactDao(handle).ofRun(RunRecord.number(id)));
    }

    /** The environments of runs that have not ended. */
    public Set<String> live() {
        return database.inTransaction(handle -> new RunDao(handle).live());
    }

    @Override
    public Set<String> changing() {
        return database.inTransaction(handle -> new RunDao(handle).changing());
    }

    @Override
    public Following follow(String id, Locale locale, Consumer<RunView> listener) {
        return followers.follow(of(id, handle -> RunRecord.number(id)), locale, listener);
    }

    @Override
    public void close() {
        leases.close();
        followers.close();
    }

    private <T> T of(String id, HandleCallback<T, RuntimeException> work) {
        return database.inTransaction(handle -> {
            if (!new RunDao(handle).exists(RunRecord.number(id))) {
                throw Fault.usage("run.not-found", id).exception();
            }
            return work.withHandle(handle);
        });
    }
}
