package dev.understudy.engine.control;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Ports;
import dev.understudy.engine.release.ModuleCatalog;
import dev.understudy.model.run.Said;
import dev.understudy.targets.runtime.Instance;
import dev.understudy.targets.runtime.Instance.Role;
import dev.understudy.targets.runtime.Instance.Slot;
import dev.understudy.targets.runtime.OdooRuntime;
import dev.understudy.targets.runtime.OdooSetting;
import dev.understudy.targets.runtime.Serving;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Starts, stops and asks the instances of one slot of an environment. Every act is idempotent; steps are made of them. */
public final class SlotControl {

    /** For a web instance that has answered all. */
    private static final Duration GOODBYE = Duration.ofSeconds(10);

    private final OdooRuntime odoo;
    private final Serving probe;
    private final Enclosure enclosure;
    private final InstanceSettings settings;
    private final Function<String, ModuleCatalog> catalogs;
    private final Traffic traffic;
    private final Turns turns;

    SlotControl(
            OdooRuntime odoo,
            Serving probe,
            Enclosure enclosure,
            InstanceSettings settings,
            Function<String, ModuleCatalog> catalogs,
            Traffic traffic,
            Turns turns) {
        this.odoo = odoo;
        this.probe = probe;
        this.enclosure = enclosure;
        this.settings = settings;
        this.catalogs = catalogs;
        this.traffic = traffic;
        this.turns = turns;
    }

    /**
     * Loads the code of a release, for the next update of the environment in a slot, and the next start of the slot's web
     * instance, which does not run now.
     *
     * @param installed the names of the modules that the environment has
     */
    public void load(Environment environment, Slot slot, String release, Collection<String> installed) {
        Environment guarded = enclosure.guard(environment);
        odoo.load(
                instance(guarded, Role.WEB, slot),
                settings.of(guarded, slot, release),
                catalogs.apply(release).importable(installed));
    }

    /** Ends what was loaded and is not needed. */
    public void unload(Environment environment) {
        for (Slot slot : Slot.values()) {
            odoo.unload(instance(environment, Role.WEB, slot), settings.of(environment, slot, ""));
        }
    }

    /** Starts the web instance of a slot. */
    public void startWeb(Environment environment, Slot slot, String release) {
        Environment guarded = enclosure.guard(environment);
        odoo.start(instance(guarded, Role.WEB, slot), settings.of(guarded, slot, release));
    }

    /** As {@link #startWeb}, while the other slot serves: that one goes first, until {@link #raise}. */
    public void startWebLast(Environment environment, Slot slot, String release) {
        Environment guarded = enclosure.guard(environment);
        odoo.startLast(instance(guarded, Role.WEB, slot), settings.of(guarded, slot, release));
    }

    /** Lets an instance that was started to go last go with all others. */
    public void raise(Environment environment, Role role, Slot slot) {
        odoo.raise(instance(environment, role, slot), settings.of(environment, slot, ""));
    }

    /**
     * Has each worker of a slot make these pages, and the one of somebody who has signed in, before users come.
     *
     * @param session of somebody who has; empty when there is none
     * @return what was made
     */
    public Serving.Warmed warm(Environment environment, Slot slot, List<String> pages, Optional<String> session) {
        return probe.warm(
                Ports.web(environment, slot),
                pages,
                session,
                settings.of(environment, slot, "").seat().workers());
    }

    /** Starts the cron instance of a slot; a quiet environment has none. */
    public void startCron(Environment environment, Slot slot, String release) {
        startCron(environment, slot, release, odoo::start);
    }

    /** As {@link #startCron}, while users are served: their requests go first, until {@link #raise}. */
    public void startCronLast(Environment environment, Slot slot, String release) {
        startCron(environment, slot, release, odoo::startLast);
    }

    private void startCron(
            Environment environment, Slot slot, String release, BiConsumer<Instance, OdooSetting> start) {
        Environment guarded = enclosure.guard(environment);
        if (!guarded.quiet()) {
            start.accept(instance(guarded, Role.CRON, slot), settings.of(guarded, slot, release));
        }
    }

    /** Stops the web instance of a slot, letting running requests finish. */
    public void stopWeb(Environment environment, Slot slot, Duration patience) {
        odoo.stop(instance(environment, Role.WEB, slot), settings.of(environment, slot, ""), patience);
    }

    /**
     * Stops the web instance of a slot that requests do not go to any more, when it has answered all that it had taken.
     *
     * @param patience after which what it is at work on is cut off
     * @return what it has left unanswered, for the run's record; empty when it has answered all
     */
    public Said retireWeb(Environment environment, Slot slot, Duration patience) {
        Said left = traffic.drain(environment, slot, patience);
        stopWeb(environment, slot, GOODBYE);
        return left;
    }

    /** Stops the cron instance of a slot, letting a running job finish. */
    public void stopCron(Environment environment, Slot slot, Duration patience) {
        // What supervises may just be starting it, for it looked before this run began to change something.
        Environment _ = turns.take(environment.name(), () -> environment);
        odoo.stop(instance(environment, Role.CRON, slot), settings.of(environment, slot, ""), patience);
    }

    /** Waits until a slot answers; what it answers somebody who has signed in. */
    public Serving.Answer awaitSignedIn(Environment environment, Slot slot, String session) {
        return probe.awaitSignedIn(Ports.web(environment, slot), session, () -> running(environment, slot));
    }

    /** As {@link EnvironmentControl#awaitServing}, of a slot. */
    public void awaitServing(Environment environment, Slot slot) {
        probe.awaitLogin(Ports.web(environment, slot), () -> running(environment, slot));
    }

    /** Whether the web instance of a slot runs. */
    boolean running(Environment environment, Slot slot) {
        return odoo.pid(instance(environment, Role.WEB, slot), settings.of(environment, slot, ""))
                .isPresent();
    }

    /** Whether the cron instance of a slot runs. */
    boolean cronRuns(Environment environment, Slot slot) {
        return odoo.pid(instance(environment, Role.CRON, slot), settings.of(environment, slot, ""))
                .isPresent();
    }

    private static Instance instance(Environment environment, Role role, Slot slot) {
        return new Instance(environment.name(), role, slot);
    }
}
