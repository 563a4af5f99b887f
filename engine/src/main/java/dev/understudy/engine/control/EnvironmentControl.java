package dev.understudy.engine.control;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.environment.Ports;
import dev.understudy.engine.release.ManifestFiles;
import dev.understudy.engine.release.ModuleCatalog;
import dev.understudy.engine.release.OutsideTalkers;
import dev.understudy.engine.release.ReleaseCode;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.model.view.EnvironmentView.Talker;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.Clusters;
import dev.understudy.targets.postgres.DdlLog;
import dev.understudy.targets.postgres.Doors;
import dev.understudy.targets.postgres.Reader;
import dev.understudy.targets.runtime.Instance;
import dev.understudy.targets.runtime.Instance.Role;
import dev.understudy.targets.runtime.Instance.Slot;
import dev.understudy.targets.runtime.OdooRuntime;
import dev.understudy.targets.runtime.OdooSetting;
import dev.understudy.targets.runtime.ProbeSession;
import dev.understudy.targets.runtime.Serving;
import dev.understudy.targets.volume.Volume;
import dev.understudy.targets.volume.Volumes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Starts and stops what an environment consists of. Every act is idempotent; steps are made of them. */
public final class EnvironmentControl {

    /** For a web instance that has answered all. */
    private static final Duration GOODBYE = Duration.ofSeconds(10);

    private final Environments environments;
    private final Volumes volumes;
    private final Clusters clusters;
    private final OdooRuntime odoo;
    private final Enclosure enclosure;
    private final ClusterPlaces places;
    private final InstanceSettings settings;
    private final ReleaseCode code;
    private final Serving probe;
    private final Traffic traffic;
    private final ManifestFiles manifests = new ManifestFiles();
    private final OutsideTalkers talkers;
    private final Turns turns = new Turns();

    public EnvironmentControl(
            ProjectHome home,
            Supplier<Project> project,
            Environments environments,
            Machinery machinery,
            ReleaseCode code,
            Traffic traffic) {
        this.environments = environments;
        this.volumes = machinery.volumes();
        this.clusters = machinery.clusters();
        this.odoo = machinery.odoo();
        this.probe = machinery.probe();
        this.enclosure = Enclosure.of(home, project, environments, machinery.boundary(), volumes, this::reader);
        this.places = new ClusterPlaces(home, project, enclosure);
        this.settings = new InstanceSettings(home, project, volumes, code);
        this.code = code;
        this.talkers = new OutsideTalkers(project, home);
        this.traffic = traffic;
    }

    /**
     * Does something to an environment while nobody else here starts or stops it: what supervises must not start what a
     * run has just stopped.
     */
    public void exclusively(String environment, Runnable work) {
        turns.take(environment, () -> {
            work.run();
            return environment;
        });
    }

    public Volume live(Environment environment) {
        return volumes.volume(environment.name(), Volume.LIVE);
    }

    /** The cluster that serves the environment. */
    public Cluster cluster(Environment environment) {
        return places.on(environment, live(environment), environment.postgresPort());
    }

    /** Settings that its server goes without. */
    public Optional<Fault> settingsTrouble(Environment environment) {
        return clusters.trouble(cluster(environment));
    }

    /** The cluster of a copy on its way in, beside the one that serves. */
    public Cluster nextCluster(Environment environment, Volume next) {
        return places.on(environment, next, Ports.nextPostgres(environment));
    }

    /** The two ways into its database, which runs. */
    public Doors database(Environment environment) {
        return clusters.database(cluster(environment), environment.database());
    }

    private Optional<Reader> reader(Environment environment) {
        return databaseRuns(environment) ? Optional.of(database(environment).reader()) : Optional.empty();
    }

    /** Has the cluster write out what it holds in memory, so that it stops, or is copied, the sooner. */
    public void checkpoint(Environment environment) {
        clusters.checkpoint(cluster(environment));
    }

    /** What tells which statements change the schema in the environment's cluster. */
    public DdlLog ddlLog(Environment environment) {
        return clusters.ddlLog(cluster(environment));
    }

    /** Starts the cluster and gives the Odoo role a new password, kept in the control plane. */
    public Environment startDatabase(Environment environment) {
        return turns.take(environment.name(), () -> {
            Cluster cluster = cluster(environment);
            clusters.start(cluster);
            Environment renewed = environment.withPassword(clusters.renewOdooPassword(cluster));
            environments.save(renewed);
            return renewed;
        });
    }

    /** Starts a cluster that died, as it was: Odoo's processes connect to it again by themselves. */
    public void reviveDatabase(Environment environment) {
        exclusively(environment.name(), () -> clusters.start(cluster(environment)));
    }

    /**
     * Starts the database where it does not run: one that was killed under a run must not keep the run from going back.
     * Odoo's processes would go on with the password that was, so those that run are started anew.
     */
    public Environment withDatabase(Environment environment) {
        return turns.take(environment.name(), () -> {
            if (databaseRuns(environment)) {
                return environment;
            }
            boolean served = running(environment);
            Environment started = startDatabase(environment);
            stopOdoo(started, Duration.ofSeconds(5));
            if (served) {
                startOdoo(started);
            }
            return started;
        });
    }

    public boolean databaseRuns(Environment environment) {
        return clusters.running(cluster(environment));
    }

    public void stopDatabase(Environment environment) {
        clusters.stop(cluster(environment));
    }

    /** Stops the serving cluster and any that a cut-off run left beside it. */
    public void stopAllClusters(Environment environment) {
        for (Volume volume : volumes.list(environment.name())) {
            clusters.stop(places.on(environment, volume, environment.postgresPort()));
        }
    }

    /** What Odoo needs to know to run in the environment's slot with the code of a release. */
    public OdooSetting setting(Environment environment, String release) {
        return settings.of(environment, environment.slot(), release);
    }

    /** The modules that Odoo finds with the code of a release. */
    public ModuleCatalog catalog(String release) {
        return ModuleCatalog.read(release.isEmpty() ? List.of() : code.addons(release), odoo.coreAddons(), manifests);
    }

    /**
     * Starts the web and cron instances with the environment's release. A copy must have been neutralized, and be fenced
     * unless {@code understudy.yaml} allows otherwise. Requests are not let through yet.
     */
    public void startOdoo(Environment environment) {
        startOdoo(environment, environment.release());
    }

    /** As {@link #startOdoo(Environment)}, with the code of a release that is not the environment's yet. */
    public void startOdoo(Environment environment, String release) {
        startWeb(environment, environment.slot(), release);
        if (!environment.name().equals(Environment.REHEARSAL)) {
            startCron(environment, environment.slot(), release);
        }
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
                catalog(release).importable(installed));
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
    public String retireWeb(Environment environment, Slot slot, Duration patience) {
        String left = traffic.drain(environment, slot, patience);
        stopWeb(environment, slot, GOODBYE);
        return left;
    }

    /** Stops the cron instance of a slot, letting a running job finish. */
    public void stopCron(Environment environment, Slot slot, Duration patience) {
        // What supervises may just be starting it, for it looked before this run began to change something.
        exclusively(environment.name(), () -> {});
        odoo.stop(instance(environment, Role.CRON, slot), settings.of(environment, slot, ""), patience);
    }

    /** Holds requests, then stops the cron instances, then the web instances of both slots. */
    public void stopOdoo(Environment environment, Duration patience) {
        exclusively(environment.name(), () -> {
            traffic.hold(environment);
            for (Slot slot : Slot.values()) {
                stopCron(environment, slot, patience);
            }
            for (Slot slot : Slot.values()) {
                stopWeb(environment, slot, patience);
            }
            odoo.endLeftovers(setting(environment, ""));
        });
    }

    /**
     * Ends whatever Odoo runs in an environment because the disk has too little room, in the midst of what it does.
     *
     * @return whether any ran
     */
    public boolean cutOff(Environment environment) {
        boolean ran = false;
        for (Slot slot : Slot.values()) {
            OdooSetting setting = settings.of(environment, slot, "");
            for (Role role : Role.values()) {
                Instance instance = instance(environment, role, slot);
                ran |= odoo.pid(instance, setting).isPresent();
                odoo.stop(instance, setting, Duration.ZERO);
            }
        }
        return odoo.cutOff(setting(environment, ""), Enclosure.noRoom(environment)) || ran;
    }

    /**
     * Waits until the login page is served.
     *
     * @throws dev.understudy.model.fault.FaultException {@code runtime.not-serving}
     */
    public void awaitServing(Environment environment) {
        awaitServing(environment, environment.slot());
    }

    /** As {@link #awaitServing(Environment)}, of a slot. */
    public void awaitServing(Environment environment, Slot slot) {
        probe.awaitLogin(Ports.web(environment, slot), () -> running(environment, slot));
    }

    /** What the slot that serves answers when it is asked for its login page. */
    public Serving.Answer ask(Environment environment) {
        return probe.ask(Ports.web(environment, environment.slot()));
    }

    /** Those among installed modules that may talk to the world and are kept from it by a fence alone. */
    public List<Talker> talkers(ModuleCatalog catalog, Collection<String> installed) {
        return talkers.of(catalog, installed);
    }

    /** Has a fence be open for what the environment may reach now. */
    void renewReach(String environment) {
        exclusively(
                environment,
                () -> environments.find(environment).filter(Environment::fenced).ifPresent(enclosure::renew));
    }

    /** What is open in an environment's fence. */
    public Openings openings(Environment environment) {
        return enclosure.openings(environment);
    }

    /** Closes or opens the network for an environment, as it is noted that it should be. */
    public Environment enclose(Environment environment) {
        return enclosure.guard(environment);
    }

    /** Whether all instances run that the environment should have: the web instance that serves it, and its crons. */
    public boolean complete(Environment environment) {
        return running(environment) && (environment.quiet() || cronRuns(environment));
    }

    private boolean cronRuns(Environment environment) {
        return odoo.pid(instance(environment, Role.CRON, environment.slot()), setting(environment, ""))
                .isPresent();
    }

    /** Waits until a slot answers; what it answers somebody who has signed in. */
    public Serving.Answer awaitSignedIn(Environment environment, Slot slot, String session) {
        return probe.awaitSignedIn(Ports.web(environment, slot), session, () -> running(environment, slot));
    }

    /** The session by which Understudy itself signs in. */
    public ProbeSession probeSession(Environment environment) {
        return new ProbeSession(live(environment).data());
    }

    /** Whether the web instance runs that serves the environment. */
    public boolean running(Environment environment) {
        return running(environment, environment.slot());
    }

    private boolean running(Environment environment, Slot slot) {
        return odoo.pid(instance(environment, Role.WEB, slot), settings.of(environment, slot, ""))
                .isPresent();
    }

    public Path webLog(Environment environment) {
        return odoo.log(instance(environment, Role.WEB, environment.slot()), setting(environment, ""));
    }

    private static Instance instance(Environment environment, Role role, Slot slot) {
        return new Instance(environment.name(), role, slot);
    }
}
