package dev.understudy.engine.step.branch;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.database.ModuleUpdates;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.release.ModulePlan;
import dev.understudy.engine.release.ReleaseCode;
import dev.understudy.engine.release.Releases;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.branch.BranchVolumes.Note;
import dev.understudy.engine.step.branch.BranchVolumes.Origin;
import dev.understudy.engine.step.code.FirstRelease;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.release.Release;
import dev.understudy.model.run.Said;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.PrivateTree;
import dev.understudy.targets.postgres.Clusters;
import dev.understudy.targets.volume.Volume;
import dev.understudy.targets.volume.Volumes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Puts a branch's own database in the place of a development's data: the one that it had, where its data model can live on with
 * what stands on the branch now; else a copy of a base, which is made once for an Odoo build and a set of modules. Undone by
 * putting back what was there.
 */
public final class BringBranchData implements Step {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String HOW = "branch-how";
    private static final String BEFORE = "branch-before";
    private static final String RELEASE_BEFORE = "branch-release-before";
    private static final String STAYS = "its own, as it is";
    private static final String RETURNS = "its own, from before";
    private static final String ANEW = "made anew: ";

    private final Supplier<Project> project;
    private final Environments environments;
    private final Releases releases;
    private final EnvironmentControl control;
    private final Machine machine;
    private final Code code;
    private final BranchVolumes branches;

    /** What it acts on. */
    public record Machine(Host host, Volumes volumes, Clusters clusters) {}

    /**
     * What it runs there.
     *
     * @param fit why data of one release cannot live on with another; empty when it can
     * @param build of Odoo
     */
    public record Code(
            ReleaseCode releases,
            ModuleUpdates updates,
            BiFunction<Release, Release, Optional<String>> fit,
            Supplier<String> build) {}

    public BringBranchData(
            Supplier<Project> project,
            Environments environments,
            Releases releases,
            EnvironmentControl control,
            Machine machine,
            Code code) {
        this.project = project;
        this.environments = environments;
        this.releases = releases;
        this.control = control;
        this.machine = machine;
        this.code = code;
        this.branches = new BranchVolumes(machine.volumes(), machine.host());
    }

    @Override
    public String name() {
        return "bring-branch-data";
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        String how = context.fact(HOW).orElseGet(() -> decide(context, environment));
        Volume before = branches.volume(environment, context.need(BEFORE));
        if (environment.state() == State.READY) {
            environments.save(environment.in(State.MAINTENANCE));
        }
        stop(environment);
        switch (how) {
            case STAYS -> {
                machine.volumes().copy(control.live(environment), before);
                control.startDatabase(environments.get(environment.name()));
            }
            case RETURNS -> {
                Volume own = branches.parked(environment, BranchRelease.branch(context));
                machine.volumes().replace(control.live(environment), own, before);
                String brought = branches.note(control.live(environment))
                        .map(Note::release)
                        .orElseThrow();
                place(context, releases.get(brought));
                start(environments.get(environment.name()), brought);
            }
            default -> {
                Optional<Outcome> trouble = makeAnew(context, before);
                if (trouble.isPresent()) {
                    return trouble.get();
                }
            }
        }
        return Outcome.done(
                switch (how) {
                    case STAYS -> Said.of("branch-data-stays");
                    case RETURNS -> Said.of("branch-data-returns");
                    default -> Said.of("branch-data-anew", why(context));
                });
    }

    /** Looks, and notes what it is about to do and how it was before. */
    private String decide(StepContext context, Environment environment) {
        Volume live = control.live(environment);
        String branch = BranchRelease.branch(context);
        Release release = releases.get(FirstRelease.orAsked(context));
        boolean there = machine.volumes().exists(live) && !branches.unfinished(live);
        Note present = own(environment);
        if (there) {
            // Somebody may have deployed another release to it since.
            branches.note(live, present);
        }
        boolean same = there && present.branch().equals(branch);
        Volume own = same ? live : branches.parked(environment, branch);
        Optional<Note> note = same ? Optional.of(present) : branches.note(own);
        Optional<String> why = note.isEmpty()
                ? Optional.of("the branch has none yet")
                : releases.find(note.get().release())
                        .map(was -> code.fit().apply(was, release))
                        .orElse(Optional.of(note.get().release() + " is not known any more"));
        if (why.isPresent() && environment.isCopy() && !branches.whole(branches.baseOfCopy(environment))) {
            throw Fault.refused("branch.refresh-first", environment.name()).exception();
        }
        context.put(
                BEFORE,
                same || !there
                        ? "before-" + context.runId()
                        : branches.parked(environment, present.branch()).name());
        context.put(RELEASE_BEFORE, environment.release());
        String how = why.map(ANEW::concat).orElse(same ? STAYS : RETURNS);
        context.put(HOW, how);
        return how;
    }

    /** What the live data is; where nobody noted it, of the branches that the environment has. */
    private Note own(Environment environment) {
        Optional<Note> noted = branches.note(control.live(environment));
        return noted.map(note -> note.brought(environment.release(), note.at(), note.dataModel()))
                .orElseGet(() -> new Note("", environment.release(), environment.createdAt()));
    }

    private void place(StepContext context, Release release) {
        code.releases().place(release, releases.packages(release.id()).orElse(List.of()), context.verbatim());
    }

    private Optional<Outcome> makeAnew(StepContext context, Volume before) {
        Environment environment = environments.get(context.request().environment());
        Volume live = control.live(environment);
        if (machine.volumes().exists(live) && branches.unfinished(live)) {
            // A try was cut off.
            machine.volumes().delete(live);
        } else if (machine.volumes().exists(live) && machine.volumes().exists(before)) {
            // A try was finished, and that was not noted.
            control.startDatabase(environment);
            return Optional.empty();
        }
        String branch = BranchRelease.branch(context);
        Volume fresh = branches.volume(environment, "fresh-" + context.runId());
        machine.volumes().delete(fresh);
        Release first = baseRelease(context, environment);
        place(context, first);
        Volume base =
                environment.isCopy() ? branches.baseOfCopy(environment) : branches.base(madeOf(environment, first));
        boolean kept = branches.whole(base);
        if (kept) {
            machine.volumes().copy(base, fresh);
        } else {
            context.progress(Said.of("branch-base"));
            machine.volumes().create(fresh);
            machine.clusters().create(control.nextCluster(environment, fresh));
        }
        branches.begin(fresh);
        if (kept) {
            new PrivateTree(machine.host()).give(fresh.data(), environment.systemUser());
        }
        machine.volumes().replace(live, fresh, before);
        Environment started = start(environment, kept ? first.id() : "");
        if (!kept) {
            Optional<Outcome> trouble = fill(context, started, first, base);
            if (trouble.isPresent()) {
                return trouble;
            }
        }
        branches.finish(
                live,
                new Note(
                        branch,
                        first.id(),
                        context.now(),
                        Optional.of(new Origin(context.now(), why(context), base.name() + " of " + first.id())),
                        ""));
        machine.volumes().delete(branches.parked(environment, branch));
        return Optional.empty();
    }

    /** Why it is not what the branch had. */
    private static String why(StepContext context) {
        return context.need(HOW).substring(ANEW.length());
    }

    private Optional<Outcome> fill(StepContext context, Environment empty, Release first, Volume base) {
        machine.clusters().createDatabase(control.cluster(empty), empty.database());
        new PrivateTree(machine.host()).give(control.live(empty).data(), empty.systemUser());
        ModulePlan plan = ModulePlan.ofNew(project.get());
        context.progress(plan.told());
        ModuleUpdates.Result result = code.updates().perform(control.enclose(empty), first.id(), plan, context.runId());
        if (!result.succeeded()) {
            context.evidence("install-log", "text/plain", result.log());
            return Optional.of(Outcome.failed(result.refusal()
                    .orElseGet(() -> Fault.failed("odoo.install-failed", String.join("; ", result.reasons())))
                    .at(empty.name())));
        }
        control.stopDatabase(empty);
        branches.keep(control.live(empty), base, context.now());
        start(environments.get(empty.name()), first.id());
        return Optional.empty();
    }

    /**
     * What production runs, or ran when it was copied, so that a branch's changes are what is new in its database; else the
     * branch itself.
     */
    private Release baseRelease(StepContext context, Environment environment) {
        return (environment.isCopy()
                        ? Optional.of(branches.releaseOf(branches.baseOfCopy(environment)))
                        : environments.find(Project.PRODUCTION).map(Environment::release))
                .flatMap(releases::find)
                .orElseGet(() -> releases.get(FirstRelease.orAsked(context)));
    }

    private String madeOf(Environment environment, Release first) {
        return String.join(
                "\n",
                code.build().get(),
                environment.kind().name(),
                environment.database(),
                first.commits().toString(),
                String.join(",", new TreeSet<>(project.get().odoo().modules())));
    }

    private Environment start(Environment environment, String release) {
        environments.save(environment.running(release));
        return control.startDatabase(environments.get(environment.name()));
    }

    private void stop(Environment environment) {
        control.stopOdoo(environment, PATIENCE);
        control.stopAllClusters(environment);
    }

    @Override
    public void undo(StepContext context) {
        Optional<String> noted = context.fact(BEFORE);
        Optional<Environment> found = environments.find(context.request().environment());
        if (noted.isEmpty() || found.isEmpty()) {
            return;
        }
        Environment environment = found.get();
        Volume live = control.live(environment);
        Volume before = branches.volume(environment, noted.get());
        Volume failed = branches.volume(environment, "failed-" + context.runId());
        stop(environment);
        if (machine.volumes().exists(before)) {
            machine.volumes().replace(live, before, failed);
        }
        machine.volumes().delete(failed);
        String release = context.need(RELEASE_BEFORE);
        if (!release.isEmpty() && machine.volumes().exists(live)) {
            Environment started = start(environment, release);
            control.startOdoo(started);
            control.awaitServing(started);
            environments.save(environments.get(environment.name()).in(State.READY));
        }
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("put the database of " + BranchRelease.branch(context) + " in place, or make it from a base");
    }
}
