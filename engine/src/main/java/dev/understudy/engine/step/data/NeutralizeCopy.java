package dev.understudy.engine.step.data;

import dev.understudy.engine.database.Neutralizer;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.release.ModuleCatalog;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.odoo.neutralize.Identity;
import dev.understudy.targets.postgres.Owner;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Makes a copy's data harmless and asserts it, before any process of the copy starts. */
public final class NeutralizeCopy implements Step {

    private final String name;
    private final Environments environments;
    private final Neutralizer neutralizer;
    private final BiFunction<Environment, StepContext, Owner> database;
    private final Function<StepContext, ModuleCatalog> code;
    private final Function<Environment, Identity> identity;

    /**
     * Neutralizes a database.
     *
     * @param name of the step
     * @param database which one
     * @param code that its modules come from
     * @param identity a new one for the copy
     */
    public NeutralizeCopy(
            String name,
            Environments environments,
            Neutralizer neutralizer,
            BiFunction<Environment, StepContext, Owner> database,
            Function<StepContext, ModuleCatalog> code,
            Function<Environment, Identity> identity) {
        this.name = name;
        this.environments = environments;
        this.neutralizer = neutralizer;
        this.database = database;
        this.code = code;
        this.identity = identity;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment copy = environments.get(context.request().environment());
        if (copy.isProduction()) {
            return Outcome.done("not for production");
        }
        int held = neutralizer.neutralize(database.apply(copy, context), code.apply(context), identity.apply(copy));
        return Outcome.done(held + " assertions hold");
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("neutralize the data of " + context.request().environment()
                + " and assert that it is harmless, in one transaction");
    }
}
