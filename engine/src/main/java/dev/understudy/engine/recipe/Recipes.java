package dev.understudy.engine.recipe;

import dev.understudy.engine.release.CodeAlone;
import dev.understudy.engine.run.Recipe;
import dev.understudy.engine.run.RecipeBook;
import dev.understudy.engine.run.RunRequest;
import dev.understudy.model.fault.Fault;
import java.util.List;

/** Every recipe, a line per step. */
public final class Recipes implements RecipeBook {

    private final Steps the;
    private final SlotSteps slots;
    private final DataSteps data;
    private final BranchSteps branches;
    private final DependencySteps dependencies;
    private final RehearsalSteps rehearsal;
    private final RollbackSteps back;
    private final AdoptionSteps adoption;
    private final LeavingSteps leaving;

    public Recipes(Steps steps) {
        this.the = steps;
        this.slots = steps.slots();
        this.data = steps.data();
        this.branches = steps.branches();
        this.dependencies = steps.dependencies();
        this.rehearsal = steps.rehearsal();
        this.back = steps.rollback();
        this.adoption = data.adoption();
        this.leaving = data.leaving();
    }

    @Override
    public Recipe recipe(RunRequest request) {
        return switch (request.recipe()) {
            case "create" -> create();
            case "refresh" -> refresh();
            case "switch" -> switchBranch();
            case "snapshot" -> snapshot();
            case "backup" -> backup();
            case "export" -> export();
            case "restore" -> restore();
            case "rehearse" -> rehearse();
            case "deploy" -> request.flag(CodeAlone.ARGUMENT) ? deployCodeAlone() : deploy();
            case "rollback" -> request.flag(CodeAlone.ARGUMENT) ? rollBackCodeAlone() : rollback();
            case "follow" -> follow();
            case "take-over" -> takeOver();
            case "give-back" -> giveBack();
            case "leave" -> leave();
            case "live" -> live();
            case "quiet" -> quiet();
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
                        the.firstRelease(),
                        the.allotEnvironment(),
                        the.placeCode(),
                        dependencies.ofNewData(),
                        data.createDatabase(),
                        the.installModules(),
                        the.adoptRelease(),
                        the.startOdoo(),
                        the.probe(),
                        slots.serveRequests()));
    }

    /** A development stands on another branch, with that branch's own database. */
    private Recipe switchBranch() {
        return new Recipe(
                "switch",
                List.of(
                        the.prepareOdoo(),
                        branches.branchRelease(),
                        the.allotEnvironment(),
                        the.placeCode(),
                        dependencies.ofNewData(),
                        branches.bringBranchData(),
                        branches.updateBranch(),
                        branches.ofCopies(data.neutralizeAgain()),
                        branches.ofCopies(data.proveMasked()),
                        the.adoptRelease(),
                        the.startOdoo(),
                        the.probe(),
                        slots.serveRequests(),
                        branches.keepBranchData()));
    }

    private Recipe refresh() {
        return new Recipe(
                "refresh",
                List.of(
                        the.prepareOdoo(),
                        the.allotEnvironment(),
                        data.copyProduction(),
                        data.neutralize(),
                        data.mask(),
                        data.keepMasked(),
                        branches.keepBranchBase(),
                        data.swapInCopy(),
                        the.startOdoo(),
                        the.probe(),
                        slots.serveRequests(),
                        data.discardDisplaced(),
                        branches.forgetBranches()));
    }

    private Recipe rehearse() {
        return new Recipe(
                "rehearse",
                List.of(
                        the.prepareOdoo(),
                        the.allotEnvironment(),
                        the.placeCode(),
                        dependencies.ofRelease(),
                        data.copyProduction(),
                        data.neutralizeForRelease(),
                        rehearsal.disposable(data.swapInCopy()),
                        rehearsal.recorded(rehearsal.printMeanwhile(the.loadOdoo())),
                        rehearsal.recorded(the.snapshot()),
                        rehearsal.recorded(rehearsal.observedUpdate(the.updateModules())),
                        rehearsal.recorded(data.neutralizeAgain()),
                        rehearsal.recorded(rehearsal.testModules()),
                        rehearsal.recorded(rehearsal.testDemonstration()),
                        rehearsal.recorded(rehearsal.tryOut()),
                        rehearsal.recorded(rehearsal.comparePrints()),
                        rehearsal.recorded(the.startRelease()),
                        rehearsal.recorded(the.probeRelease()),
                        rehearsal.report(),
                        the.removeEnvironment(),
                        rehearsal.verdict()));
    }

    /** Requests are held from the moment that the old code has answered its last until the new code is proven. */
    private Recipe deploy() {
        return new Recipe(
                "deploy",
                List.of(
                        the.checkRehearsed(),
                        the.preflight(),
                        the.proveLive(),
                        the.promoteBranches(),
                        the.placeCode(),
                        the.saveConfiguration(),
                        the.signIn(),
                        the.loadOdoo(),
                        slots.stopCrons(),
                        slots.holdRequests(),
                        the.stopOdoo(),
                        the.restartDatabase(),
                        the.snapshot(),
                        the.updateModules(),
                        the.proveStillLive(),
                        data.neutralizeAgain(),
                        data.proveMasked(),
                        the.startRelease(),
                        the.probeRelease(),
                        slots.serveRelease(),
                        the.tryOutServed(),
                        the.watch(),
                        the.adoptRelease(),
                        the.forgetOldRestorePoints(),
                        the.forgetUnusedWheels(),
                        the.rebaseBranches()));
    }

    /** Old and new code stand side by side: no request waits. The old slot stays until the watch is over. */
    private Recipe deployCodeAlone() {
        return new Recipe(
                "deploy",
                List.of(
                        the.checkRehearsed(),
                        the.preflight(),
                        the.proveLive(),
                        the.promoteBranches(),
                        the.placeCode(),
                        the.saveConfiguration(),
                        the.snapshot(),
                        slots.startReleaseBeside(),
                        slots.probeBeside(),
                        slots.tryOutBeside(),
                        slots.probeSignedInBeside(),
                        the.updateModules(),
                        the.proveStillLive(),
                        slots.switchToRelease(),
                        the.watch(),
                        the.adoptRelease(),
                        slots.retireSlot(),
                        the.forgetOldRestorePoints(),
                        the.forgetUnusedWheels(),
                        the.rebaseBranches()));
    }

    private Recipe rollback() {
        return new Recipe(
                "rollback",
                List.of(
                        back.chooseRestorePoint(),
                        back.countWritten(),
                        slots.stopCrons(),
                        slots.holdRequests(),
                        the.stopOdoo(),
                        back.checkWritten(),
                        back.putBack(),
                        the.startOdoo(),
                        the.probe(),
                        slots.serveRequests(),
                        back.blameRelease(),
                        back.exportWritten()));
    }

    /** What was deployed changed code alone: so does going back, and all that was written since stays. */
    private Recipe rollBackCodeAlone() {
        return new Recipe(
                "rollback",
                List.of(
                        back.chooseRestorePoint(),
                        slots.startEarlierBeside(),
                        slots.probeBeside(),
                        slots.keepEarlierChecksums(),
                        slots.switchToEarlier(),
                        slots.adoptEarlier(),
                        slots.retireSlot(),
                        back.blameRelease()));
    }

    private Recipe snapshot() {
        return new Recipe("snapshot", List.of(the.snapshot()));
    }

    private Recipe backup() {
        return new Recipe("backup", List.of(data.writeBackup(), data.loadBackup()));
    }

    private Recipe export() {
        return new Recipe("export", List.of(data.checkMasked(), data.writeExport()));
    }

    private Recipe restore() {
        return new Recipe(
                "restore",
                List.of(
                        the.prepareOdoo(),
                        data.chooseCode(),
                        the.allotEnvironment(),
                        data.placeChosenCode(),
                        data.readBackup(),
                        dependencies.ofBroughtData(),
                        data.neutralizeRestored(),
                        data.maskRestored(),
                        data.swapInRestored(),
                        data.updateRestored(),
                        data.neutralizeUpdated(),
                        the.startOdoo(),
                        the.probe(),
                        slots.serveRequests(),
                        data.keepDisplaced()));
    }

    /** Production goes on where it is; what is here becomes a copy of it as it is now. */
    private Recipe follow() {
        return new Recipe(
                "follow",
                List.of(
                        the.prepareOdoo(),
                        data.chooseCode(),
                        the.allotEnvironment(),
                        data.placeChosenCode(),
                        adoption.lookAtFollowed(),
                        adoption.bringFiles(),
                        adoption.bringData(),
                        dependencies.ofBroughtData(),
                        data.swapInRestored(),
                        data.updateRestored(),
                        the.startOdoo(),
                        the.probe(),
                        slots.serveRequests(),
                        adoption.tellWouldBeHeld(),
                        data.discardDisplaced()));
    }

    /** What following does, with requests held and the old installation stopped meanwhile. */
    private Recipe takeOver() {
        return new Recipe(
                "take-over",
                List.of(
                        adoption.forecast(),
                        the.prepareOdoo(),
                        data.chooseCode(),
                        the.allotEnvironment(),
                        data.placeChosenCode(),
                        adoption.lookAtFollowed(),
                        adoption.bringLastFiles(),
                        dependencies.ofFollowedData(),
                        adoption.holdFollowed(),
                        adoption.stopFollowed(),
                        adoption.bringLastData(),
                        data.swapInRestored(),
                        data.updateRestored(),
                        the.startOdoo(),
                        the.probe(),
                        adoption.checkStopped(),
                        the.makeLive(),
                        slots.serveRequests(),
                        adoption.tellHeld(),
                        data.discardDisplaced()));
    }

    /** The old installation serves again, with all that was written since. */
    private Recipe giveBack() {
        return new Recipe(
                "give-back",
                List.of(
                        adoption.lookBack(),
                        slots.stopCrons(),
                        slots.holdRequests(),
                        the.stopOdoo(),
                        adoption.returnData(),
                        adoption.startFollowed(),
                        adoption.leadBack()));
    }

    /** Nothing of the environment is changed: what is written runs without Understudy. */
    private Recipe leave() {
        return new Recipe(
                "leave",
                List.of(
                        leaving.checkFolder(),
                        leaving.writeData(),
                        leaving.loadData(),
                        leaving.writeCode(),
                        leaving.writePapers()));
    }

    private Recipe live() {
        return new Recipe("live", List.of(the.makeLive()));
    }

    private Recipe quiet() {
        return new Recipe("quiet", List.of(the.makeQuiet()));
    }

    private Recipe destroy() {
        return new Recipe("destroy", List.of(the.removeEnvironment()));
    }
}
