package dev.understudy.process.door;

import dev.understudy.engine.run.Admission;
import dev.understudy.engine.run.RunRequest;
import dev.understudy.engine.step.data.CheckMasked;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.method.Decision;
import dev.understudy.model.method.NextStep;
import dev.understudy.model.method.ReleaseFacts;
import dev.understudy.model.method.Stage;
import dev.understudy.process.record.AuditLog;
import dev.understudy.process.release.Dossiers;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Lets a release enter an environment when the project's method says so, as it is in the project's file now. Whoever asks
 * (command line, API, timer) comes by here, before a run is accepted and in the transaction that takes the lane.
 */
public final class MethodAdmission implements Admission {

    private final Supplier<Project> project;
    private final Dossiers dossiers;
    private final AuditLog log;
    private final InstantSource clock;

    public MethodAdmission(Supplier<Project> project, Dossiers dossiers, AuditLog log, InstantSource clock) {
        this.project = project;
        this.dossiers = dossiers;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public Answer ask(RunRequest request) {
        return Entrance.of(request.recipe()) == Entrance.PERFORMS ? performs(request, false) : new Answer.Admitted();
    }

    /** Whoever waits goes on waiting while something can be mended: a rehearsal grows old before the window opens. */
    @Override
    public Answer askAgain(RunRequest request) {
        if (Entrance.of(request.recipe()) != Entrance.PERFORMS) {
            noteUnmasked(request);
            return new Answer.Admitted();
        }
        try {
            return performs(request, true);
        } catch (FaultException unreadable) {
            // A project's file that is wrong for a moment lets nothing pass, and ends nothing.
            return new Answer.Waits(unreadable.fault());
        }
    }

    /** Whose decision it was that data leaves which is not masked; once, as the run begins. */
    private void noteUnmasked(RunRequest request) {
        request.argument(CheckMasked.UNMASKED)
                .filter(why -> !why.isBlank())
                .ifPresent(why ->
                        log.note(clock.instant(), "exported-unmasked", request.environment(), request.by(), why));
    }

    private Answer performs(RunRequest request, boolean accepted) {
        Project present = project.get();
        Optional<Stage> stage = present.method().of(request.environment());
        // What is there already needs no gate, and nothing to wait for: the run itself says that it has nothing to do.
        if (stage.isEmpty() || (accepted && dossiers.there(request.release(), request.environment()))) {
            return new Answer.Admitted();
        }
        Instant now = clock.instant();
        ReleaseFacts facts = Entering.of(dossiers.of(request.release(), now), stage.get());
        Decision decision =
                new NextStep(present.method(), present.calendar(), present.people()).decide(facts, stage.get(), now);
        Answer answer = answer(request, stage.get(), decision, accepted);
        return answer instanceof Answer.Admitted && stage.get().act() == Stage.Act.REFRESH
                ? anew(request, stage.get(), accepted)
                : answer;
    }

    private static Answer answer(RunRequest request, Stage stage, Decision decision, boolean accepted) {
        if (decision.stage().isEmpty()) {
            return new Answer.Refused(Fault.refused("process.ended", request.release()));
        }
        Stage next = decision.stage().get();
        if (!next.name().equals(stage.name())) {
            Fault first = Fault.refused(
                    "process.stage-first",
                    request.release(),
                    next.name(),
                    stage.name(),
                    decision.command().orElse("understudy release show " + request.release()));
            return accepted ? new Answer.Waits(first) : new Answer.Refused(first);
        }
        String gates =
                decision.holding().stream().map(state -> state.gate().name()).collect(Collectors.joining(", "));
        return switch (decision.outcome()) {
            case GO -> new Answer.Admitted();
            case WAITS ->
                new Answer.Waits(Fault.refused(
                        "process.waits",
                        request.release(),
                        stage.name(),
                        gates,
                        decision.until()
                                .map(until -> until.truncatedTo(ChronoUnit.SECONDS))
                                .orElse(Instant.MAX)));
            case MISSING -> missing(request, stage, decision, gates, accepted);
            case SENT_BACK ->
                new Answer.Refused(Fault.refused(
                        "process.sent-back",
                        request.release(),
                        gates,
                        decision.back().orElse(stage.name())));
            case ENDED -> new Answer.Refused(Fault.refused("process.ended", request.release()));
        };
    }

    private static Answer missing(RunRequest request, Stage stage, Decision decision, String gates, boolean accepted) {
        Fault fault = Fault.refused(
                "process.missing",
                request.release(),
                stage.name(),
                gates,
                decision.command().orElse("understudy release show " + request.release()));
        return accepted ? new Answer.Waits(fault) : new Answer.Refused(fault);
    }

    /** What the stage before left there is not to be mistaken for what this release does. */
    private Answer anew(RunRequest request, Stage stage, boolean accepted) {
        if (dossiers.fresh(request.environment())) {
            return new Answer.Admitted();
        }
        Fault fault = Fault.refused("process.refresh-first", request.environment(), stage.name(), request.release());
        return accepted || dossiers.refreshing(request.environment())
                ? new Answer.Waits(fault)
                : new Answer.Refused(fault);
    }
}
