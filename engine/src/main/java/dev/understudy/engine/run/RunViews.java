package dev.understudy.engine.run;

import dev.understudy.engine.journal.RunRecord;
import dev.understudy.engine.journal.StepRecord;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultTexts;
import dev.understudy.model.run.RunStatus;
import dev.understudy.model.run.RunView;
import dev.understudy.model.run.RunView.ErrorView;
import dev.understudy.model.run.RunView.StepView;
import dev.understudy.model.run.StepStatus;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows runs in a reader's language. */
final class RunViews {

    private final FaultTexts texts;
    private final Locale locale;

    RunViews(Locale locale) {
        this.texts = FaultTexts.of(locale);
        this.locale = locale;
    }

    RunView view(RunRecord run) {
        return new RunView(
                run.id(),
                run.recipe(),
                run.environment(),
                run.release().isEmpty() ? null : run.release(),
                run.status().word(),
                run.startedAt(),
                run.finishedAt(),
                run.steps().stream().map(this::view).toList(),
                run.createdAt(),
                run.by(),
                run.behind() == null ? null : RunRecord.id(run.behind()),
                error(run),
                warning(run));
    }

    private @Nullable ErrorView warning(RunRecord run) {
        Fault waitsFor = run.waitsFor();
        if (run.status() == RunStatus.QUEUED && waitsFor != null) {
            return error(waitsFor);
        }
        return run.steps().stream()
                .filter(step -> step.status() == StepStatus.SUCCEEDED)
                .flatMap(step -> Stream.ofNullable(step.note()))
                .findFirst()
                .map(fault -> view(fault, texts.mend(mend(fault, run))))
                .orElse(null);
    }

    /** What was seen of the release that serves is a reason to go back; what was not cleared up is none. */
    private static Fault mend(Fault warning, RunRecord run) {
        boolean ofRelease =
                warning.code().startsWith("watch.") || warning.code().startsWith("check.");
        return ofRelease ? Fault.failed("run.stands", run.environment()) : warning;
    }

    private StepView view(StepRecord step) {
        return new StepView(step.name(), step.status().word(), step.startedAt(), step.finishedAt(), detail(step));
    }

    private String detail(StepRecord step) {
        Fault said = step.note() == null ? step.fault() : step.note();
        return said == null ? step.detail().in(locale) : texts.what(said);
    }

    private @Nullable ErrorView error(RunRecord run) {
        Fault fault = run.fault();
        if (fault == null) {
            return null;
        }
        Fault undoFault = run.undoFault();
        if (undoFault == null) {
            return error(fault);
        }
        String step = run.steps().stream()
                .filter(one -> one.startedAt() != null && one.undoneAt() == null)
                .reduce((first, second) -> second)
                .map(StepRecord::name)
                .orElse("");
        return error(Fault.failed("run.undo-failed", step, texts.what(undoFault), texts.what(fault))
                .at(step));
    }

    private ErrorView error(Fault fault) {
        return view(fault, texts.mend(fault));
    }

    private ErrorView view(Fault fault, String mend) {
        return new ErrorView(
                fault.code(),
                fault.where(),
                texts.what(fault),
                mend,
                fault.kind().name().toLowerCase(Locale.ROOT));
    }
}
