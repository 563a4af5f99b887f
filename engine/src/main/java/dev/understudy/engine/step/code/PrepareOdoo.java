package dev.understudy.engine.step.code;

import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.run.Said;
import dev.understudy.targets.runtime.OdooRuntime;
import java.util.List;

/** Makes Odoo itself ready on the host: long the first time, nothing later. */
public final class PrepareOdoo implements Step {

    private final OdooRuntime odoo;

    public PrepareOdoo(OdooRuntime odoo) {
        this.odoo = odoo;
    }

    @Override
    public String name() {
        return "prepare-odoo";
    }

    @Override
    public Outcome apply(StepContext context) {
        return Outcome.done(Said.verbatim(odoo.build(context.verbatim())));
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("make sure that Odoo is there");
    }
}
