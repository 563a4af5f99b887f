package dev.understudy.engine.step.checks;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.control.Traffic;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.release.Forecasts;
import dev.understudy.engine.release.Rehearsals;
import dev.understudy.engine.release.Releases;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.Said;
import dev.understudy.targets.host.Listeners;
import dev.understudy.targets.postgres.Preflight;
import dev.understudy.targets.runtime.OdooRuntime;
import dev.understudy.targets.runtime.OdooSetting;
import dev.understudy.targets.volume.CopyMethod;
import dev.understudy.targets.volume.Volumes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must hold on the environment before anything stops: room on the disk, the Odoo build, nobody in the way. */
public final class PreflightCheck implements Step {

    /** Besides what a plain copy takes. */
    private static final long ROOM = 2L << 30;

    /** A transaction this old would make the update wait for its locks. */
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Environments environments;
    private final EnvironmentControl control;
    private final Traffic traffic;
    private final Known known;
    private final OdooRuntime odoo;
    private final Volumes volumes;
    private final Listeners listeners;

    /** What is known of releases, and of how long they take. */
    public record Known(Releases releases, Rehearsals rehearsals, Forecasts forecasts) {}

    /** What it looks at on the host. */
    public record Machine(OdooRuntime odoo, Volumes volumes, Listeners listeners) {}

    public PreflightCheck(
            Environments environments, EnvironmentControl control, Traffic traffic, Known known, Machine machine) {
        this.environments = environments;
        this.control = control;
        this.traffic = traffic;
        this.known = known;
        this.odoo = machine.odoo();
        this.volumes = machine.volumes();
        this.listeners = machine.listeners();
    }

    @Override
    public String name() {
        return "preflight";
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        if (context.fact(Facts.OWN_RELEASE).isEmpty()) {
            context.put(Facts.OWN_RELEASE, environment.release());
        }
        return elsewhere(environment)
                .or(() -> externalPaths(environment))
                .or(() -> disk(environment))
                .or(() -> build(context.request().release()))
                .or(() -> database(environment))
                .or(() -> ports(environment))
                .<Outcome>map(fault -> Outcome.failed(fault.at(environment.name())))
                .orElseGet(() -> Outcome.done(Said.all(warnings(context, environment))));
    }

    /** A copy that users do not work with, and that is brought up to date again and again, is no place for a release. */
    private Optional<Fault> elsewhere(Environment environment) {
        return traffic.leadsElsewhere(environment)
                ? Optional.of(Fault.refused("follow.users-elsewhere", environment.name()))
                : Optional.empty();
    }

    private Optional<Fault> disk(Environment environment) {
        long needed = ROOM + (volumes.method() == CopyMethod.PLAIN ? 2 * volumes.bytes(control.live(environment)) : 0);
        return room(volumes.freeBytes(), needed)
                .or(() -> room(volumes.freeBytesOfDisk(), needed + bytesOfExternalPaths(environment)));
    }

    private static Optional<Fault> room(long free, long needed) {
        return free >= needed
                ? Optional.empty()
                : Optional.of(Fault.refused("preflight.disk-full", free >> 20, needed >> 20));
    }

    /** That their copy takes: nothing where it shares extents with them. */
    private long bytesOfExternalPaths(Environment environment) {
        return paths(environment)
                .filter(path -> !sharesExtents(path))
                .mapToLong(volumes::bytes)
                .sum();
    }

    private boolean sharesExtents(Path path) {
        try {
            return volumes.method() == CopyMethod.REFLINK
                    && Files.getFileStore(path).equals(Files.getFileStore(volumes.root()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Stream<Path> paths(Environment environment) {
        return control.setting(environment, environment.release()).places().external().stream();
    }

    /** What is not there could be neither saved nor seen by Odoo; a file system may not be mounted. */
    private Optional<Fault> externalPaths(Environment environment) {
        String missing = paths(environment)
                .filter(path -> !Files.exists(path))
                .map(Path::toString)
                .collect(Collectors.joining(", "));
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(Fault.refused("preflight.external-path-missing", missing));
    }

    /** The release starts on the ports of the free slot. */
    private Optional<Fault> ports(Environment environment) {
        Environment beside = environment.servedBy(environment.slot().other());
        if (control.running(beside)) {
            return Optional.empty();
        }
        OdooSetting setting = control.setting(beside, environment.release());
        return Stream.of(setting.seat().http(), setting.seat().gevent())
                .limit(setting.seat().workers() > 0 ? 2 : 1)
                .filter(port -> !listeners.free(port))
                .findFirst()
                .map(port -> Fault.refused("preflight.port-taken", Integer.toString(port), listeners.shown(port)));
    }

    /** What does not stand in the way, but should be known. */
    private List<Said> warnings(StepContext context, Environment environment) {
        return Stream.concat(traffic.troubles(environment).stream(), hold(context, environment).stream())
                .map(Said::of)
                .toList();
    }

    /** Requests that wait for longer than they are held get a page; so it should be for less than a deploy takes. */
    private Optional<Fault> hold(StepContext context, Environment environment) {
        Duration held = traffic.longestHold(environment);
        return known.rehearsals()
                .latest(context.request().release())
                .map(rehearsal -> known.forecasts()
                        .of(environment.name(), rehearsal.unavailabilityMillis())
                        .upperMillis())
                .map(upper -> Duration.ofMillis(upper + 999).truncatedTo(ChronoUnit.SECONDS))
                .filter(predicted -> predicted.compareTo(held) > 0)
                .map(predicted -> Fault.refused(
                                "preflight.hold-too-short",
                                predicted.toSeconds(),
                                held.toSeconds(),
                                predicted.minus(held).toSeconds(),
                                environment.name())
                        .at(environment.name()));
    }

    private Optional<Fault> build(String release) {
        String present = odoo.build();
        String frozen = known.releases().get(release).odoo();
        return present.equals(frozen)
                ? Optional.empty()
                : Optional.of(Fault.refused("preflight.other-build", release, frozen, present));
    }

    private Optional<Fault> database(Environment environment) {
        Preflight preflight = new Preflight(control.database(environment).reader());
        String pending = preflight.pendingModules().stream()
                .map(module -> module.name() + " (" + module.state() + ")")
                .collect(Collectors.joining(", "));
        if (!pending.isEmpty()) {
            return Optional.of(Fault.refused("preflight.modules-pending", pending));
        }
        List<Preflight.LongTransaction> old = preflight.longTransactions(LONG);
        if (!old.isEmpty()) {
            Preflight.LongTransaction first = old.getFirst();
            return Optional.of(Fault.refused(
                    "preflight.long-transaction",
                    first.pid(),
                    first.application(),
                    first.age().toMinutes()));
        }
        return Optional.empty();
    }

    @Override
    public List<String> plan(StepContext context) {
        List<String> lines = new ArrayList<>();
        lines.add("check disk, external paths, Odoo build, module states and long transactions");
        warnings(context, environments.get(context.request().environment()))
                .forEach(line -> lines.add(line.in(Locale.ENGLISH)));
        return lines;
    }
}
