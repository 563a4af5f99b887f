package dev.understudy.process;

import dev.understudy.engine.environment.Environment;
import dev.understudy.model.release.Release;
import dev.understudy.targets.edge.AccessLog;
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
 * What the process is told by the machines, and by time and chance.
 *
 * @param contains whether the second release has every commit of the first
 * @param running whether an environment's Odoo runs
 * @param databases an environment's database; empty while it does not run
 * @param answers what an environment's users were answered since a time
 * @param secrets gives a new text each time that nobody can guess
 * @param variables of the service's environment, where passwords may be
 */
public record World(
        BiPredicate<Release, Release> contains,
        Predicate<Environment> running,
        Function<Environment, Optional<Doors>> databases,
        BiFunction<Environment, Instant, AccessLog> answers,
        InstantSource clock,
        Supplier<String> secrets,
        Map<String, String> variables) {}
