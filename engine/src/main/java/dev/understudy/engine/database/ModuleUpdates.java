package dev.understudy.engine.database;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.release.ModulePlan;
import dev.understudy.model.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Brings an environment's database to the code of a release. */
public interface ModuleUpdates {

    /**
     * What has to be updated and installed, from the checksums in the database and in the release's code.
     *
     * @throws dev.understudy.model.fault.FaultException {@code module.code-missing} when an installed module is not in
     *     the release, {@code module.broken-manifest} and the like for code that Odoo could not load
     */
    ModulePlan plan(Environment environment, String release);

    /** Why a plan may not be performed there: on production, because it is not what was rehearsed. */
    Optional<Fault> departure(ModulePlan plan, String release, Environment environment);

    /** Runs Odoo, judges what it said and did, and keeps the new checksums when it succeeded. */
    Result perform(Environment environment, String release, ModulePlan plan, String run);

    /** Keeps the checksums of a release's code without updating anything. */
    void keepChecksums(Environment environment, String release);

    /** What {@link #perform} would run. */
    List<String> commands(Environment environment, String release);

    /**
     * How an update ended.
     *
     * @param reasons why it did not succeed; empty when it did
     * @param duration of Odoo's run
     * @param logTail the end of its log
     */
    record Result(List<String> reasons, Duration duration, String logTail) {

        public Result {
            reasons = List.copyOf(reasons);
        }

        public boolean succeeded() {
            return reasons.isEmpty();
        }
    }
}
