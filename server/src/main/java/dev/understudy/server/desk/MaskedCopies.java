package dev.understudy.server.desk;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.step.data.MaskedVolumes;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.view.MaskView;

/** How copies were masked. */
public final class MaskedCopies {

    private final Environments environments;
    private final EnvironmentControl control;
    private final MaskedVolumes masked;

    public MaskedCopies(Environments environments, EnvironmentControl control, MaskedVolumes masked) {
        this.environments = environments;
        this.control = control;
        this.masked = masked;
    }

    /**
     * That of one.
     *
     * @throws dev.understudy.model.fault.FaultException {@code environment.not-found}, {@code mask.none}
     */
    MaskView of(String name) {
        Environment copy = environments
                .find(name)
                .orElseThrow(() -> Fault.usage("environment.not-found", name).exception());
        return masked.note(control.live(copy))
                .map(note -> new MaskView(name, note.release(), !note.release().equals(copy.release()), note.report()))
                .orElseThrow(() -> Fault.refused("mask.none", name).exception());
    }
}
