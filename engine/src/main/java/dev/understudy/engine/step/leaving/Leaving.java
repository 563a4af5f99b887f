package dev.understudy.engine.step.leaving;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.leaving.LeftData.Source;
import dev.understudy.targets.leaving.LeftFolder;
import dev.understudy.targets.runtime.OdooSetting;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * What a run writes where.
 *
 * @param host where both are
 * @param environments knows whose it is
 * @param control knows where it is
 * @param elsewhere whether an environment's users are at work in another Odoo, of which it is a copy
 */
public record Leaving(
        Host host, Environments environments, EnvironmentControl control, Predicate<Environment> elsewhere) {

    /** The argument that names the folder. */
    public static final String INTO = "into";

    /** The argument that says that what is written stays beside what is live. */
    public static final String COPY = "copy";

    /** The argument that leaves out the proof. */
    static final String UNLOADED = "unloaded";

    /** The fact that the folder was not there before. */
    static final String MADE = "leave-made";

    /** Throws {@code environment.absent}. */
    Environment environment(StepContext context) {
        return environments.get(context.request().environment());
    }

    LeftFolder folder(StepContext context) {
        String into = context.request().argument(INTO).orElse("");
        if (into.isEmpty()) {
            throw Fault.usage("leave.bad-folder", into).exception();
        }
        return new LeftFolder(host, Path.of(into).normalize());
    }

    OdooSetting setting(Environment environment) {
        return control.setting(environment, environment.release());
    }

    Source source(Environment environment) {
        return new Source(
                control.cluster(environment),
                environment.database(),
                filestore(setting(environment).dataDirectory(), environment));
    }

    /** Where an environment's files are below a data directory. */
    static Path filestore(Path data, Environment environment) {
        return data.resolve("filestore").resolve(environment.database());
    }
}
