package dev.understudy.engine.recipe;

import dev.understudy.engine.control.DataSwap;
import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Ports;
import dev.understudy.engine.masking.MaskKeys;
import dev.understudy.engine.masking.MaskProcess;
import dev.understudy.engine.release.ModuleCatalog;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.engine.step.code.ChooseCode;
import dev.understudy.engine.step.code.PlaceCode;
import dev.understudy.engine.step.code.UpdateRestored;
import dev.understudy.engine.step.data.CheckMasked;
import dev.understudy.engine.step.data.CopyProduction;
import dev.understudy.engine.step.data.CreateDatabase;
import dev.understudy.engine.step.data.DiscardDisplaced;
import dev.understudy.engine.step.data.GoldenCopy;
import dev.understudy.engine.step.data.KeepDisplaced;
import dev.understudy.engine.step.data.KeepMasked;
import dev.understudy.engine.step.data.LoadBackup;
import dev.understudy.engine.step.data.MaskCopy;
import dev.understudy.engine.step.data.MaskedVolumes;
import dev.understudy.engine.step.data.NeutralizeCopy;
import dev.understudy.engine.step.data.NotedCode;
import dev.understudy.engine.step.data.ProveMasked;
import dev.understudy.engine.step.data.ReadBackup;
import dev.understudy.engine.step.data.RestoredData;
import dev.understudy.engine.step.data.SwapIn;
import dev.understudy.engine.step.data.WriteBackup;
import dev.understudy.model.config.EnvironmentSettings;
import dev.understudy.model.config.Project;
import dev.understudy.odoo.neutralize.Identity;
import dev.understudy.targets.postgres.Owner;
import dev.understudy.targets.volume.Volume;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Makes the steps that bring data into an environment: new, of production, or of a backup; and the one that writes a
 * backup.
 */
final class DataSteps {

    private final Equipment equipment;
    private final EnvironmentControl control;
    private final Equipment.Records records;
    private final Equipment.Machine machine;
    private final DataSwap swap;
    private final Subject subject;
    private final GoldenCopy golden;

    DataSteps(Equipment equipment, DataSwap swap) {
        this.equipment = equipment;
        this.control = equipment.serving().control();
        this.records = equipment.records();
        this.machine = equipment.machine();
        this.swap = swap;
        this.subject = new Subject(records);
        this.golden = new GoldenCopy(
                equipment.project(),
                production -> control.database(production).reader(),
                machine.volumes(),
                machine.host(),
                maskKeys());
    }

    Step createDatabase() {
        return new CreateDatabase(
                records.environments(), control, machine.clusters(), machine.volumes(), machine.host());
    }

    Step copyProduction() {
        return new CopyProduction(
                records.environments(), control, machine.clusters(), machine.volumes(), machine.host(), golden);
    }

    Step keepMasked() {
        return new KeepMasked(records.environments(), control, machine.clusters(), machine.volumes(), golden);
    }

    private MaskKeys maskKeys() {
        return new MaskKeys(equipment.home(), machine.host(), equipment.inside().secrets());
    }

    /** Of the copy on its way in, with the code that production runs. */
    Step neutralize() {
        return neutralize(
                "neutralize",
                (environment, context) -> nextDatabase(
                        environment, equipment.project().get().production().database()),
                CopyProduction::sourceRelease);
    }

    /**
     * The same for a rehearsal: the statements of the release count, so that a release can mend those of production's code
     * that fail.
     */
    Step neutralizeForRelease() {
        return neutralizeWith(
                "neutralize",
                (environment, context) -> nextDatabase(
                        environment, equipment.project().get().production().database()),
                context -> catalog(CopyProduction.sourceRelease(context))
                        .under(catalog(context.request().release())));
    }

    /** Of the copy that was updated: new modules may have brought what reaches out. */
    Step neutralizeAgain() {
        return neutralize(
                "neutralize-again",
                (environment, context) -> control.database(environment).owner(),
                subject::brought);
    }

    /** The copy on its way in. */
    Step mask() {
        return mask(
                (environment, context) -> equipment.project().get().production().database());
    }

    /** What was restored into a copy. */
    Step maskRestored() {
        return mask((environment, context) -> environment.database());
    }

    private Step mask(BiFunction<Environment, StepContext, String> database) {
        return new MaskCopy(
                equipment.project(),
                records.environments(),
                new MaskProcess(),
                maskKeys(),
                machine.volumes(),
                machine.host(),
                (environment, context) -> copied(environment, database.apply(environment, context)));
    }

    private MaskCopy.Copied copied(Environment environment, String database) {
        Volume next = machine.volumes().volume(environment.name(), CopyProduction.NEXT);
        return new MaskCopy.Copied(
                nextDatabase(environment, database),
                next.data(),
                () -> machine.clusters()
                        .keepOnly(equipment.serving().control().nextCluster(environment, next), database));
    }

    Step swapInCopy() {
        return swapIn((environment, context) -> environment
                .running(CopyProduction.sourceRelease(context))
                .copied(
                        context.fact(Facts.CUT_AT).map(Instant::parse).orElseGet(context::now),
                        equipment.project().get().production().database()));
    }

    Step chooseCode() {
        return new ChooseCode(
                equipment.project(),
                records.environments(),
                records.releases(),
                equipment.code().maker(),
                context -> new NotedCode(equipment.home(), machine.transfer().backups()).commits(context));
    }

    Step placeChosenCode() {
        return new PlaceCode(
                records.releases(),
                equipment.code().placed(),
                context -> context.fact(Facts.SOURCE_RELEASE).orElse(""));
    }

    Step readBackup() {
        return new ReadBackup(
                equipment.home(),
                equipment.project(),
                records.environments(),
                control,
                restoring(),
                new RestoredData(
                        equipment.project(),
                        control::catalog,
                        equipment.inside().databases(),
                        equipment.code().fitting()));
    }

    Step updateRestored() {
        return new UpdateRestored(
                records.environments(), control, equipment.inside().updates());
    }

    /** Of a copy whose restored data was updated: new versions may have brought what reaches out. */
    Step neutralizeUpdated() {
        return neutralize(
                "neutralize-updated",
                (environment, context) -> control.database(environment).owner(),
                CopyProduction::sourceRelease);
    }

    /** Of what was restored into a copy. */
    Step neutralizeRestored() {
        return neutralize(
                "neutralize",
                (environment, context) -> nextDatabase(environment, environment.database()),
                CopyProduction::sourceRelease);
    }

    Step swapInRestored() {
        return swapIn((environment, context) -> {
            Environment restored = environment.running(CopyProduction.sourceRelease(context));
            return restored.isProduction()
                    ? restored.withQuiet(true)
                            .withNeutralized(context.fact(Facts.NEUTRALIZED).isPresent())
                    : restored.copied(context.now(), restored.database());
        });
    }

    private Step swapIn(BiFunction<Environment, StepContext, Environment> swapped) {
        return new SwapIn(
                records.environments(),
                control,
                swap,
                machine.clusters(),
                machine.volumes(),
                records.restorePoints(),
                swapped);
    }

    Step keepDisplaced() {
        return new KeepDisplaced(records.environments(), records.restorePoints(), machine.volumes());
    }

    Step discardDisplaced() {
        return new DiscardDisplaced(machine.volumes());
    }

    Step checkMasked() {
        return new CheckMasked(records.environments(), control::live, new MaskedVolumes(machine.host()));
    }

    /** What a release may have brought back into a masked copy. */
    Step proveMasked() {
        return new ProveMasked(
                equipment.project(),
                records.environments(),
                control::live,
                control::database,
                new MaskProcess(),
                maskKeys(),
                new MaskedVolumes(machine.host()));
    }

    Step writeBackup() {
        return writeBackup(WriteBackup.Extent.ALL);
    }

    /** What is handed out: no code, no configuration, nothing from outside of the database and its files. */
    Step writeExport() {
        return writeBackup(WriteBackup.Extent.DATA);
    }

    private Step writeBackup(WriteBackup.Extent extent) {
        return new WriteBackup(
                extent,
                equipment.home(),
                equipment.project(),
                new WriteBackup.Records(records.environments(), records.releases()),
                control,
                equipment.inside().databases(),
                new WriteBackup.Machine(
                        machine.host(), machine.odoo(), machine.transfer().backups()));
    }

    Step loadBackup() {
        return new LoadBackup(equipment.home(), records.environments(), control, restoring());
    }

    /** Those that follow somebody else's Odoo. */
    AdoptionSteps adoption() {
        return new AdoptionSteps(equipment, restoring());
    }

    /** Those that write an installation that runs without Understudy. */
    LeavingSteps leaving() {
        return new LeavingSteps(equipment, restoring());
    }

    private ReadBackup.Machine restoring() {
        return new ReadBackup.Machine(
                machine.host(),
                machine.clusters(),
                machine.volumes(),
                machine.transfer().restores());
    }

    private Step neutralize(
            String name, BiFunction<Environment, StepContext, Owner> database, Function<StepContext, String> release) {
        return neutralizeWith(name, database, context -> catalog(release.apply(context)));
    }

    private ModuleCatalog catalog(String release) {
        return control.catalog(release);
    }

    private Step neutralizeWith(
            String name,
            BiFunction<Environment, StepContext, Owner> database,
            Function<StepContext, ModuleCatalog> code) {
        return new NeutralizeCopy(
                name,
                records.environments(),
                equipment.inside().neutralizer(),
                database,
                code,
                this::identity,
                control::talkers);
    }

    private Owner nextDatabase(Environment environment, String database) {
        return machine.clusters()
                .database(
                        control.nextCluster(
                                environment, machine.volumes().volume(environment.name(), CopyProduction.NEXT)),
                        database)
                .owner();
    }

    private Identity identity(Environment environment) {
        Project project = equipment.project().get();
        String url = project.environment(environment.name())
                .flatMap(EnvironmentSettings::url)
                .orElse(environment.localAddress(project.name()));
        return new Identity(
                url,
                "http://127.0.0.1:" + environment.port(),
                UUID.randomUUID().toString(),
                equipment.inside().secrets().get(),
                project.environment(environment.name())
                        .map(EnvironmentSettings::keepApiKeys)
                        .orElse(false),
                Ports.mailbox(environment));
    }
}
