package dev.understudy.engine.step.code;

import dev.understudy.engine.control.DataSwap;
import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.database.ModuleUpdates;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.environment.RestorePoint;
import dev.understudy.engine.environment.RestorePoints;
import dev.understudy.engine.release.ModuleMoves;
import dev.understudy.engine.release.ModulePlan;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.engine.step.data.PutBack;
import dev.understudy.engine.step.serving.SlotChange;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.Said;
import dev.understudy.targets.volume.Volume;
import dev.understudy.targets.volume.Volumes;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Updates the modules whose content changed, installs and uninstalls what was asked for, on data of which a snapshot was just taken. A try
 * that was cut off begins again from the snapshot, so that migrations never meet half-migrated data.
 */
public final class UpdateModules implements Step {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String HALF_UPDATED = "half-updated-";

    private final Environments environments;
    private final EnvironmentControl control;
    private final DataSwap swap;
    private final RestorePoints restorePoints;
    private final Volumes volumes;
    private final ModuleUpdates updates;

    public UpdateModules(
            Environments environments,
            EnvironmentControl control,
            DataSwap swap,
            RestorePoints restorePoints,
            Volumes volumes,
            ModuleUpdates updates) {
        this.environments = environments;
        this.control = control;
        this.swap = swap;
        this.restorePoints = restorePoints;
        this.volumes = volumes;
        this.updates = updates;
    }

    @Override
    public String name() {
        return "update-modules";
    }

    @Override
    public boolean reversible() {
        return true;
    }

    @Override
    public Outcome apply(StepContext context) {
        return update(context, prepare(context));
    }

    /** The environment with its data as the snapshot has it, whatever an earlier try did to it. */
    public Environment prepare(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        if (context.fact(Facts.UPDATE_BEGUN).isEmpty()) {
            return environment;
        }
        Volume halfUpdated = displaced(context, HALF_UPDATED);
        Environment back = swap.putBack(environment, snapshot(context), halfUpdated);
        volumes.delete(halfUpdated);
        return back;
    }

    /** Which modules came and went with an update of this run. */
    public static ModuleMoves moves(StepContext context) {
        return context.fact(Facts.MOVES)
                .map(json -> JSON.readValue(json, ModuleMoves.class))
                .orElse(ModuleMoves.NONE);
    }

    public Outcome update(StepContext context, Environment environment) {
        ModulePlan plan = updates.plan(environment, context.request().release());
        Optional<Fault> departure = updates.departure(plan, context.request().release(), environment);
        if (departure.isPresent()) {
            return Outcome.failed(departure.get());
        }
        if (plan.isEmpty()) {
            context.put(Facts.CODE_ONLY, "true");
            updates.keepChecksums(environment, context.request().release());
            return Outcome.done(plan.told());
        }
        context.progress(plan.told());
        context.put(Facts.UPDATE_BEGUN, "true");
        ModuleUpdates.Result result = updates.perform(
                inNextSlot(context, environment), context.request().release(), plan, context.runId());
        context.evidence("update-log", "text/plain", result.log());
        context.put(Facts.MOVES, JSON.writeValueAsString(result.moves()));
        Optional<Fault> failure = result.refusal()
                .or(() -> result.reasons().isEmpty()
                        ? updates.departure(result.moves(), context.request().release(), environment)
                        : Optional.of(Fault.failed(
                                "update.failed", context.request().release(), String.join("; ", result.reasons()))));
        if (failure.isPresent()) {
            return Outcome.failed(failure.get().at(environment.name()));
        }
        return Outcome.done("modules-done", plan.told(), result.duration());
    }

    /** The web instance that runs keeps its configuration, whose code is another. */
    private static Environment inNextSlot(StepContext context, Environment environment) {
        return environment.servedBy(SlotChange.beside(context));
    }

    @Override
    public void undo(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        if (context.fact(Facts.UPDATE_BEGUN).isPresent()) {
            putBack(context, environment);
        } else if (context.fact(Facts.CODE_ONLY).isPresent()) {
            updates.keepChecksums(control.withDatabase(environment), environment.release());
        }
    }

    @Override
    public List<String> plan(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        return updates.commands(environment, context.request().release());
    }

    /**
     * What users wrote after they were served again is kept as a restore point of its own. Where the disk has become full,
     * the restore point is not copied: it becomes the data itself, and is a restore point no more.
     */
    private void putBack(StepContext context, Environment environment) {
        boolean served = context.fact(Facts.SERVED).isPresent();
        Volume snapshot = snapshot(context);
        Volume displaced = displaced(context, served ? PutBack.UNDONE : HALF_UPDATED);
        if (!volumes.exists(displaced) && context.fact(Facts.SPENT).isEmpty() && !volumes.roomFor(snapshot)) {
            context.progress(Said.of("snapshot-spent", snapshot.name()));
            context.put(Facts.SPENT, "true");
        }
        boolean spent = context.fact(Facts.SPENT).isPresent();
        if (spent) {
            swap.spend(environment, snapshot, displaced);
        } else {
            swap.putBack(environment, snapshot, displaced);
        }
        if (served) {
            restorePoints.save(RestorePoint.ofUndone(
                    environment.name(),
                    displaced.name(),
                    context.request().release(),
                    context.request().release(),
                    context.now()));
        } else {
            volumes.delete(displaced);
        }
        if (spent) {
            // Not before there is room again: PostgreSQL does not start on a full disk.
            control.startDatabase(environment);
            restorePoints.delete(environment.name(), snapshot.name());
        }
    }

    private Volume snapshot(StepContext context) {
        return volumes.volume(context.request().environment(), context.need(Facts.RESTORE_POINT));
    }

    private Volume displaced(StepContext context, String why) {
        return volumes.volume(context.request().environment(), why + context.runId());
    }
}
