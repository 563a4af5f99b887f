package dev.understudy.engine.recipe;

import dev.understudy.engine.run.Recipe;
import dev.understudy.engine.run.RecipeBook;
import dev.understudy.engine.run.RunRequest;
import dev.understudy.model.fault.Fault;
import java.util.List;

/** Every recipe, a line per step. */
public final class Recipes implements RecipeBook {

    private final Steps the;

    public Recipes(Steps steps) {
        this.the = steps;
    }

    @Override
    public Recipe recipe(RunRequest request) {
        return switch (request.recipe()) {
            case "create" -> create();
            case "refresh" -> refresh();
            case "snapshot" -> snapshot();
            case "backup" -> backup();
            case "restore" -> restore();
            case "rehearse" -> rehearse();
            case "deploy" -> deploy();
            case "rollback" -> rollback();
            case "destroy" -> destroy();
            default ->
                throw Fault.usage("engine.no-such-recipe", request.recipe()).exception();
        };
    }

    private Recipe create() {
        return new Recipe(
                "create",
                List.of(
                        the.prepareOdoo(),
                        the.allotEnvironment(),
                        the.placeCode(),
                        the.createDatabase(),
                        the.installModules(),
                        the.adoptRelease(),
                        the.startOdoo(),
                        the.probe()));
    }

    private Recipe refresh() {
        return new Recipe(
                "refresh",
                List.of(
                        the.prepareOdoo(),
                        the.allotEnvironment(),
                        the.copyProduction(),
                        the.neutralize(),
                        the.swapInCopy(),
                        the.startOdoo(),
                        the.probe(),
                        the.discardDisplaced()));
    }

    private Recipe rehearse() {
        return new Recipe(
                "rehearse",
                List.of(
                        the.prepareOdoo(),
                        the.allotEnvironment(),
                        the.placeCode(),
                        the.copyProduction(),
                        the.neutralize(),
                        the.disposable(the.swapInCopy()),
                        the.recorded(the.snapshot()),
                        the.recorded(the.observedUpdate()),
                        the.recorded(the.neutralizeAgain()),
                        the.recorded(the.testModules()),
                        the.recorded(the.startRelease()),
                        the.recorded(the.probe()),
                        the.report(),
                        the.removeEnvironment(),
                        the.verdict()));
    }

    private Recipe deploy() {
        return new Recipe(
                "deploy",
                List.of(
                        the.checkRehearsed(),
                        the.preflight(),
                        the.placeCode(),
                        the.saveConfiguration(),
                        the.stopOdoo(),
                        the.snapshot(),
                        the.updateModules(),
                        the.neutralizeAgain(),
                        the.startRelease(),
                        the.probe(),
                        the.watch(),
                        the.adoptRelease(),
                        the.forgetOldRestorePoints()));
    }

    private Recipe rollback() {
        return new Recipe(
                "rollback",
                List.of(the.chooseRestorePoint(), the.stopOdoo(), the.putBack(), the.startOdoo(), the.probe()));
    }

    private Recipe snapshot() {
        return new Recipe("snapshot", List.of(the.snapshot()));
    }

    private Recipe backup() {
        return new Recipe("backup", List.of(the.writeBackup()));
    }

    private Recipe restore() {
        return new Recipe(
                "restore",
                List.of(
                        the.prepareOdoo(),
                        the.allotEnvironment(),
                        the.readBackup(),
                        the.neutralizeRestored(),
                        the.swapInRestored(),
                        the.startOdoo(),
                        the.probe(),
                        the.keepDisplaced()));
    }

    private Recipe destroy() {
        return new Recipe("destroy", List.of(the.removeEnvironment()));
    }
}
