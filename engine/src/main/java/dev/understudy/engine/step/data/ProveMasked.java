package dev.understudy.engine.step.data;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.masking.MaskKeys;
import dev.understudy.engine.masking.MaskOrder;
import dev.understudy.engine.masking.Masker;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.config.Project;
import dev.understudy.model.evidence.MaskReport;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.Said;
import dev.understudy.targets.postgres.Doors;
import dev.understudy.targets.volume.Volume;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Proves a masked copy again after a release was deployed to it, before anybody is let in: its scripts may have brought a value
 * back from elsewhere. Where one is found, the deploy is undone.
 */
public final class ProveMasked implements Step {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Supplier<Project> project;
    private final Environments environments;
    private final Function<Environment, Volume> live;
    private final Function<Environment, Doors> database;
    private final Masker masker;
    private final MaskKeys keys;
    private final MaskedVolumes masked;

    /**
     * Proves by a masker.
     *
     * @param live where an environment's data is
     * @param database the ways into an environment's database, which runs
     */
    public ProveMasked(
            Supplier<Project> project,
            Environments environments,
            Function<Environment, Volume> live,
            Function<Environment, Doors> database,
            Masker masker,
            MaskKeys keys,
            MaskedVolumes masked) {
        this.project = project;
        this.environments = environments;
        this.live = live;
        this.database = database;
        this.masker = masker;
        this.keys = keys;
        this.masked = masked;
    }

    @Override
    public String name() {
        return "prove-masked";
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment copy = environments.get(context.request().environment());
        Volume data = live.apply(copy);
        Optional<MaskedVolumes.Note> note = copy.isProduction() ? Optional.empty() : masked.note(data);
        if (note.isEmpty()) {
            return Outcome.done("not-masked");
        }
        MaskOrder order = new MaskOrder(
                project.get().mask(),
                keys.key(),
                context.runId(),
                data.data().resolve("filestore").resolve(copy.database()),
                data.data(),
                context.now());
        MaskReport.Proof proof = masker.prove(
                database.apply(environments.get(Project.PRODUCTION)).reader(),
                database.apply(copy).owner(),
                order,
                line -> {
                    context.checkCancelled();
                    context.progress(Said.verbatim(line));
                });
        MaskReport report = note.get().report().proven(proof);
        context.evidence(MaskReport.NAME, "application/json", JSON.writeValueAsString(report));
        if (!proof.found().isEmpty()) {
            return Outcome.failed(Fault.refused(
                    "mask.brought-back",
                    proof.found().stream()
                            .map(found -> found.place() + " (" + found.count() + ")")
                            .collect(Collectors.joining(", "))));
        }
        masked.write(data, new MaskedVolumes.Note(context.request().release(), report));
        return Outcome.done(
                proof.accepted().isEmpty() ? "values-none-left" : "values-accepted", proof.names() + proof.numbers());
    }

    @Override
    public boolean applies(StepContext context) {
        return !plan(context).isEmpty();
    }

    @Override
    public List<String> plan(StepContext context) {
        return environments
                .find(context.request().environment())
                .filter(copy ->
                        !copy.isProduction() && masked.note(live.apply(copy)).isPresent())
                .map(copy -> List.of("look for every name, address and number of production in " + copy.name()))
                .orElse(List.of());
    }
}
