package dev.understudy.engine.recipe;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.code.FirstRelease;
import dev.understudy.engine.step.data.ChooseRestorePoint;
import dev.understudy.targets.runtime.Instance.Slot;

/** What a run is about, asked for when its steps are performed. */
record Subject(Equipment.Records records) {

    /** The slot that serves the environment. */
    Slot slot(StepContext context) {
        return environment(context).slot();
    }

    /** The release that the environment has. */
    String present(StepContext context) {
        return environment(context).release();
    }

    /** The release that the run brings. */
    String brought(StepContext context) {
        return FirstRelease.orAsked(context);
    }

    /** The release of the restore point that was chosen. */
    String earlier(StepContext context) {
        return ChooseRestorePoint.release(context);
    }

    private Environment environment(StepContext context) {
        return records.environments().get(context.request().environment());
    }
}
