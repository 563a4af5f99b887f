package dev.understudy.engine.step.data;

import dev.understudy.engine.database.Neutralizer;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.release.ModuleCatalog;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.run.Said;
import dev.understudy.model.view.EnvironmentView.Talker;
import dev.understudy.odoo.neutralize.Identity;
import dev.understudy.targets.postgres.Owner;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Makes a copy's data harmless and asserts it, before any process of the copy starts. */
public final class NeutralizeCopy implements Step {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String name;
    private final Environments environments;
    private final Neutralizer neutralizer;
    private final BiFunction<Environment, StepContext, Owner> database;
    private final Function<StepContext, ModuleCatalog> code;
    private final Function<Environment, Identity> identity;
    private final BiFunction<ModuleCatalog, Collection<String>, List<Talker>> talkers;

    /**
     * Neutralizes a database.
     *
     * @param name of the step
     * @param database which one
     * @param code that its modules come from
     * @param identity a new one for the copy
     * @param talkers those among installed modules that only a fence keeps from the world
     */
    public NeutralizeCopy(
            String name,
            Environments environments,
            Neutralizer neutralizer,
            BiFunction<Environment, StepContext, Owner> database,
            Function<StepContext, ModuleCatalog> code,
            Function<Environment, Identity> identity,
            BiFunction<ModuleCatalog, Collection<String>, List<Talker>> talkers) {
        this.name = name;
        this.environments = environments;
        this.neutralizer = neutralizer;
        this.database = database;
        this.code = code;
        this.identity = identity;
        this.talkers = talkers;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment copy = environments.get(context.request().environment());
        if (copy.isProduction()) {
            return Outcome.done("not-for-production");
        }
        Owner data = database.apply(copy, context);
        ModuleCatalog from = code.apply(context);
        int held = neutralizer.neutralize(data, from, identity.apply(copy));
        return Outcome.done(
                Said.all(Said.of("harmless", held), outside(context, talkers.apply(from, installed(data)))));
    }

    private static List<String> installed(Owner database) {
        return database
                .rows(
                        "SELECT name FROM public.ir_module_module WHERE state IN ('installed', 'to upgrade', 'to remove')")
                .stream()
                .map(List::getFirst)
                .toList();
    }

    private static Said outside(StepContext context, List<Talker> found) {
        if (found.isEmpty()) {
            return Said.NOTHING;
        }
        context.evidence("outside-talkers", "application/json", JSON.writeValueAsString(found));
        return Said.of("fence-alone", found.stream().map(Talker::module).collect(Collectors.joining(", ")));
    }

    @Override
    public boolean applies(StepContext context) {
        return environments
                .find(context.request().environment())
                .filter(Environment::isProduction)
                .isEmpty();
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("neutralize the data of " + context.request().environment()
                + " and assert that it is harmless, in one transaction");
    }
}
