package dev.understudy.engine.run;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** A step whose behaviour a test writes down; it notes what is done to it. */
final class ScriptedStep implements Step {

    private final String name;
    private final List<String> notes;
    private Function<StepContext, Outcome> apply = context -> Outcome.done();
    private Consumer<StepContext> undo = context -> {};
    private boolean reversible = true;
    private boolean cancellable = true;
    private boolean essential = true;

    ScriptedStep(String name, List<String> notes) {
        this.name = name;
        this.notes = notes;
    }

    ScriptedStep applying(Function<StepContext, Outcome> script) {
        apply = script;
        return this;
    }

    ScriptedStep undoing(Consumer<StepContext> script) {
        undo = script;
        return this;
    }

    ScriptedStep irreversible() {
        reversible = false;
        return this;
    }

    ScriptedStep pointOfNoReturn() {
        cancellable = false;
        return this;
    }

    ScriptedStep clearingUp() {
        essential = false;
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean reversible() {
        return reversible;
    }

    @Override
    public boolean cancellable() {
        return cancellable;
    }

    @Override
    public boolean essential() {
        return essential;
    }

    @Override
    public Outcome apply(StepContext context) {
        notes.add("apply " + name);
        return apply.apply(context);
    }

    @Override
    public void undo(StepContext context) {
        notes.add("undo " + name);
        undo.accept(context);
    }

    @Override
    public List<String> plan(StepContext context) {
        context.put(name, "planned");
        return List.of("touch " + name + " for " + context.need("first"));
    }
}
