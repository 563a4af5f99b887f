package dev.understudy.server.project;

import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.config.Reading;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.fault.FaultTexts;
import dev.understudy.model.home.Home;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.ProblemView;
import dev.understudy.model.view.ProjectView;
import dev.understudy.server.api.Desk;
import dev.understudy.server.api.Projects;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The projects at work: each is made ready by a thread of its own, and fails alone. One that failed is tried again when
 * somebody asks for it, and by itself: after a start of the machine its environments wait for it, and nobody may ask.
 */
public final class OpenProjects implements Projects, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpenProjects.class);
    private static final long READY_SECONDS = 60;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    private final Home home;
    private final Registry registry;
    private final Opener opener;
    private final Duration firstPause;
    private final Map<String, CompletableFuture<Desk>> desks = new ConcurrentHashMap<>();
    private final Map<String, Failure> failures = new ConcurrentHashMap<>();
    private boolean closed;

    /** Makes a project's parts. */
    @FunctionalInterface
    public interface Opener {

        /**
         * Opens a project.
         *
         * @throws FaultException when its file is wrong, or its control plane does not start; nothing of it is at work then
         */
        Desk open(KnownProject project);
    }

    public OpenProjects(Home home, Registry registry, Opener opener) {
        this(home, registry, opener, FIRST_PAUSE);
    }

    /** @param firstPause before one that failed is tried again; each one after is twice as long */
    OpenProjects(Home home, Registry registry, Opener opener, Duration firstPause) {
        this.home = home;
        this.registry = registry;
        this.opener = opener;
        this.firstPause = firstPause;
    }

    /** Why a project was not opened last time, and how long nobody tries now. */
    private record Failure(Throwable why, Duration pause) {}

    /** Begins with all that are known. */
    public void open() {
        for (KnownProject project : registry.all()) {
            CompletableFuture<Desk> _ = opening(project);
        }
    }

    /** Waits until each project is ready or has failed. Throws what hindered the last when none is ready. */
    public void awaitReady() {
        @Nullable RuntimeException last = null;
        for (CompletableFuture<Desk> desk : List.copyOf(desks.values())) {
            try {
                desk.join();
                return;
            } catch (CompletionException failure) {
                last = cause(failure);
            }
        }
        if (last != null) {
            throw last;
        }
    }

    @Override
    public List<ProjectView> all(Locale locale) {
        return registry.all().stream().map(project -> view(project, locale)).toList();
    }

    @Override
    public Desk desk(String name) {
        KnownProject project = registry.get(name);
        try {
            // A copy: the wait of one request must not end the making of the parts.
            return opening(project)
                    .copy()
                    .orTimeout(READY_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof TimeoutException) {
                throw Fault.failed("server.starting").exception(failure);
            }
            throw cause(failure);
        }
    }

    @Override
    public ProjectView add(Path file, Locale locale) {
        String name = switch (ProjectFile.read(file)) {
            case Reading.Valid valid -> valid.project().name();
            case Reading.Invalid invalid -> throw invalid.fault(locale).exception();
        };
        List<String> before = registry.all().stream().map(KnownProject::name).toList();
        KnownProject project = registry.add(name, file);
        List<String> after = registry.all().stream().map(KnownProject::name).toList();
        // One whose file has another name now goes on under that.
        before.stream().filter(gone -> !after.contains(gone)).forEach(this::end);
        failures.remove(name);
        CompletableFuture<Desk> _ = opening(project);
        return view(project, locale);
    }

    @Override
    public void remove(String name) {
        Desk desk = desk(name);
        List<String> environments = desk.environments(Locale.ENGLISH).stream()
                .filter(environment -> !environment.status().equals("absent"))
                .map(EnvironmentView::name)
                .toList();
        if (!environments.isEmpty()) {
            throw Fault.refused("server.project-in-use", name, String.join(", ", environments))
                    .exception();
        }
        registry.remove(name);
        end(name);
    }

    @Override
    public void close() {
        List<CompletableFuture<Desk>> open;
        synchronized (this) {
            closed = true;
            open = new ArrayList<>(desks.values());
            desks.clear();
        }
        open.parallelStream()
                .filter(desk -> desk.isDone() && !desk.isCompletedExceptionally())
                .forEach(desk -> desk.join().close());
    }

    private synchronized CompletableFuture<Desk> opening(KnownProject project) {
        if (closed) {
            throw Fault.failed("server.ending").exception();
        }
        CompletableFuture<Desk> known = desks.get(project.name());
        if (known != null && !known.isCompletedExceptionally()) {
            return known;
        }
        CompletableFuture<Desk> desk = new CompletableFuture<>();
        desks.put(project.name(), desk);
        Thread.ofPlatform().name("open-" + project.name()).daemon().start(() -> complete(desk, project));
        return desk;
    }

    private void complete(CompletableFuture<Desk> desk, KnownProject project) {
        try {
            Desk open = opener.open(project);
            if (!kept(desk)) {
                open.close();
            }
            failures.remove(project.name());
            desk.complete(open);
        } catch (RuntimeException | LinkageError failure) {
            Failure now = failures.compute(
                    project.name(),
                    (_, before) -> new Failure(failure, before == null ? firstPause : longer(before.pause())));
            desk.completeExceptionally(failure);
            tryAgain(desk, project, now);
        }
    }

    private void tryAgain(CompletableFuture<Desk> failed, KnownProject project, Failure now) {
        if (now.pause().equals(firstPause)) {
            LOG.warn("{} is unavailable: {}", project.name(), now.why().getMessage());
        } else {
            LOG.debug("{} is still unavailable: {}", project.name(), now.why().getMessage());
        }
        CompletableFuture.delayedExecutor(now.pause().toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> again(failed, project));
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    @SuppressWarnings("ReferenceEquality") // unless somebody has asked for it, or let it go, meanwhile
    private synchronized void again(CompletableFuture<Desk> failed, KnownProject project) {
        if (!closed && desks.get(project.name()) == failed) {
            CompletableFuture<Desk> _ = opening(project);
        }
    }

    /** False when the project was let go, or the service ended, meanwhile. */
    @SuppressWarnings("ReferenceEquality") // this very one
    private synchronized boolean kept(CompletableFuture<Desk> desk) {
        return desks.values().stream().anyMatch(known -> known == desk);
    }

    private void end(String name) {
        CompletableFuture<Desk> desk = desks.remove(name);
        failures.remove(name);
        if (desk != null && desk.isDone() && !desk.isCompletedExceptionally()) {
            desk.join().close();
        }
    }

    private ProjectView view(KnownProject project, Locale locale) {
        CompletableFuture<Desk> desk = desks.get(project.name());
        boolean ready = desk != null && desk.isDone() && !desk.isCompletedExceptionally();
        // It stays so while it is tried again.
        @Nullable Failure failure = ready ? null : failures.get(project.name());
        return new ProjectView(
                project.name(),
                project.file().toString(),
                project.home(home).directory().toString(),
                ready ? "ready" : failure == null ? "starting" : "unavailable",
                failure == null ? null : problem(failure.why(), locale));
    }

    private static ProblemView problem(Throwable failure, Locale locale) {
        Fault fault = failure instanceof FaultException known
                ? known.fault(locale)
                : Fault.failed("server.project-unavailable", String.valueOf(failure));
        return ProblemView.of(fault, FaultTexts.of(locale));
    }

    private static RuntimeException cause(CompletionException failure) {
        return failure.getCause() instanceof RuntimeException exception ? exception : failure;
    }
}
