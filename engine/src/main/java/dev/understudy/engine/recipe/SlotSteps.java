package dev.understudy.engine.recipe;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Hurried;
import dev.understudy.engine.step.checks.Asked;
import dev.understudy.engine.step.checks.NewLogErrors;
import dev.understudy.engine.step.checks.ProbeOdoo;
import dev.understudy.engine.step.checks.ProbeSignedIn;
import dev.understudy.engine.step.checks.ShellChecks;
import dev.understudy.engine.step.checks.TryOut;
import dev.understudy.engine.step.code.AdoptRelease;
import dev.understudy.engine.step.code.KeepChecksums;
import dev.understudy.engine.step.serving.HoldRequests;
import dev.understudy.engine.step.serving.RetireSlot;
import dev.understudy.engine.step.serving.ServeRequests;
import dev.understudy.engine.step.serving.SlotChange;
import dev.understudy.engine.step.serving.StartBeside;
import dev.understudy.engine.step.serving.StopCrons;
import dev.understudy.engine.step.serving.SwitchSlot;
import dev.understudy.engine.watch.PagesInUse;
import dev.understudy.odoo.check.Checks;
import dev.understudy.targets.edge.AccessLog;
import dev.understudy.targets.runtime.Instance.Role;
import dev.understudy.targets.runtime.Instance.Slot;
import dev.understudy.targets.runtime.Serving.Warmed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Makes the steps that hold requests, let them through, and change one slot for the other. */
final class SlotSteps {

    /** Enough for a start beside users who keep two thirds of a machine busy. */
    private static final Duration LAST = Duration.ofSeconds(30);

    private final Equipment equipment;
    private final EnvironmentControl control;
    private final Equipment.Records records;
    private final Subject subject;
    private final NewLogErrors logErrors;

    SlotSteps(Equipment equipment, NewLogErrors logErrors) {
        this.equipment = equipment;
        this.control = equipment.serving().control();
        this.records = equipment.records();
        this.subject = new Subject(records);
        this.logErrors = logErrors;
    }

    /** What the code that serves cannot do either is not held against the release. */
    Step tryOutBeside() {
        ShellChecks shell = new ShellChecks(control, equipment.machine().odoo());
        return new TryOut(
                records.environments(),
                control,
                shell,
                SlotChange::beside,
                context -> Asked.of(Checks.WITH_ASSETS),
                (context, asked) -> shell.failingNow(
                        records.environments().get(context.request().environment()), asked, context.runId()));
    }

    Step stopCrons() {
        return new StopCrons(records.environments(), control, logErrors);
    }

    Step holdRequests() {
        return new HoldRequests(
                records.environments(),
                control,
                equipment.serving().traffic(),
                records.rehearsals(),
                records.forecasts());
    }

    /** With the release that the environment has. There is no way back any more. */
    Step serveRequests() {
        return serve(subject::present, false);
    }

    /** With the release that the run brings, which is watched. */
    Step serveRelease() {
        return serve(subject::brought, true);
    }

    private Step serve(Function<StepContext, String> release, boolean watched) {
        return new ServeRequests(
                records.environments(), control, equipment.serving().traffic(), records.forecasts(), release, watched);
    }

    Step startReleaseBeside() {
        return startBeside(subject::brought, true);
    }

    Step startEarlierBeside() {
        return startBeside(subject::earlier, false);
    }

    Step switchToRelease() {
        return switchSlot(subject::brought);
    }

    Step switchToEarlier() {
        return switchSlot(subject::earlier);
    }

    Step keepEarlierChecksums() {
        return new KeepChecksums(
                records.environments(), control, equipment.inside().updates(), subject::earlier);
    }

    Step adoptEarlier() {
        return new AdoptRelease(records.environments(), subject::earlier);
    }

    private Step startBeside(Function<StepContext, String> release, boolean last) {
        return new StartBeside(records.environments(), control, logErrors, release, last);
    }

    /** On a busy machine what comes last may not come to an end: then it goes with all others. */
    Step probeBeside() {
        return new Hurried(
                new ProbeOdoo(
                        records.environments(), control, equipment.inside().databases(), SlotChange::beside),
                LAST,
                context -> control.slots()
                        .raise(
                                records.environments().get(context.request().environment()),
                                Role.WEB,
                                SlotChange.beside(context)));
    }

    Step probeSignedInBeside() {
        return new ProbeSignedIn(records.environments(), control, SlotChange::beside, this::warm);
    }

    private Optional<Warmed> warm(Environment environment, Slot slot, Optional<String> session) {
        PagesInUse pages = new PagesInUse();
        try (AccessLog answers =
                equipment.serving().traffic().answers(environment, Instant.now().minus(PagesInUse.LATELY))) {
            answers.read(pages);
        }
        return Optional.of(control.slots().warm(environment, slot, pages.most(), session));
    }

    private Step switchSlot(Function<StepContext, String> release) {
        return new SwitchSlot(
                records.environments(), control, equipment.serving().traffic(), release);
    }

    Step retireSlot() {
        return new RetireSlot(records.environments(), control);
    }
}
