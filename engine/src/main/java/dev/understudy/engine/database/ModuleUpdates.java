package dev.understudy.engine.database;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.release.ModuleMoves;
import dev.understudy.engine.release.ModulePlan;
import dev.understudy.model.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Brings an environment's database to the code of a release. */
public interface ModuleUpdates {

    /**
     * What has to be updated, installed and uninstalled: from the checksums in the database and in the release's code, and
     * from what was asked for when the release was made.
     *
     * @throws dev.understudy.model.fault.FaultException {@code module.broken-manifest} and the like for code in use that
     *     Odoo could not load
     */
    ModulePlan plan(Environment environment, String release);

    /** Why a plan may not be performed there: on production, because it is not what was rehearsed. */
    Optional<Fault> departure(ModulePlan plan, String release, Environment environment);

    /** Why what Odoo did may not stay: on production, because it is not what Odoo did in the rehearsal. */
    Optional<Fault> departure(ModuleMoves moves, String release, Environment environment);

    /** Runs Odoo, judges what it said and did, and keeps the new checksums when it succeeded. */
    Result perform(Environment environment, String release, ModulePlan plan, String run);

    /** Keeps the checksums of a release's code without updating anything. */
    void keepChecksums(Environment environment, String release);

    /** What {@link #perform} would run. */
    List<String> commands(Environment environment, String release);

    /**
     * How an update ended.
     *
     * @param reasons why it did not succeed, the cause first; empty when it did
     * @param refusal why it must not stay although Odoo came to its end
     * @param moves which modules came and went
     * @param duration of Odoo's run
     * @param log all that Odoo logged
     */
    record Result(List<String> reasons, Optional<Fault> refusal, ModuleMoves moves, Duration duration, String log) {

        public Result {
            reasons = List.copyOf(reasons);
        }

        public boolean succeeded() {
            return reasons.isEmpty() && refusal.isEmpty();
        }
    }
}
