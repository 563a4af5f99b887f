package dev.understudy.process;

import dev.understudy.engine.environment.Environment;
import dev.understudy.model.readiness.MachineUpdates;
import dev.understudy.model.readiness.OdooBuild;
import dev.understudy.model.release.Release;
import dev.understudy.targets.edge.AccessLog;
import dev.understudy.targets.host.MachineUse.Sum;
import dev.understudy.targets.postgres.Doors;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What the process is told by code and machines, and by time and chance.
 *
 * @param secrets gives a new text each time that nobody can guess
 * @param variables of the service's environment, where passwords may be
 */
public record World(
        Code code, Machine machine, InstantSource clock, Supplier<String> secrets, Map<String, String> variables) {

    /**
     * What is asked of repositories.
     *
     * @param contains whether the second release has every commit of the first
     * @param builds the Odoo of a release
     */
    public record Code(BiPredicate<Release, Release> contains, Function<Release, OdooBuild> builds) {}

    /**
     * What is asked of the machine.
     *
     * @param running whether an environment's Odoo runs
     * @param databases an environment's database; empty while it does not run
     * @param use what an environment's processes have taken of the machine until a time
     * @param neutralizing the statements by which the modules of an environment make a copy harmless
     * @param answers what an environment's users were answered since a time
     * @param updates what its packages tell of updates
     */
    public record Machine(
            Predicate<Environment> running,
            Function<Environment, Optional<Doors>> databases,
            BiFunction<Environment, Instant, Sum> use,
            Function<Environment, String> neutralizing,
            BiFunction<Environment, Instant, AccessLog> answers,
            Supplier<MachineUpdates> updates) {}
}
