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
import java.util.function.Supplier;

/** Starts and stops what an environment consists of. Every act is idempotent; steps are made of them. */
public final class EnvironmentControl {

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
    private final SlotControl slots;

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
        this.slots = new SlotControl(odoo, probe, enclosure, settings, this::catalog, traffic, turns);
    }

    /** What starts and stops the instances of one slot. */
    public SlotControl slots() {
        return slots;
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
        slots.startWeb(environment, environment.slot(), release);
        if (!environment.name().equals(Environment.REHEARSAL)) {
            slots.startCron(environment, environment.slot(), release);
        }
    }

    /** Holds requests, then stops the cron instances, then the web instances of both slots. */
    public void stopOdoo(Environment environment, Duration patience) {
        exclusively(environment.name(), () -> {
            traffic.hold(environment);
            for (Slot slot : Slot.values()) {
                slots.stopCron(environment, slot, patience);
            }
            for (Slot slot : Slot.values()) {
                slots.stopWeb(environment, slot, patience);
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
        slots.awaitServing(environment, environment.slot());
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
        return running(environment) && (environment.quiet() || slots.cronRuns(environment, environment.slot()));
    }

    /** The session by which Understudy itself signs in. */
    public ProbeSession probeSession(Environment environment) {
        return new ProbeSession(live(environment).data());
    }

    /** Whether the web instance runs that serves the environment. */
    public boolean running(Environment environment) {
        return slots.running(environment, environment.slot());
    }

    public Path webLog(Environment environment) {
        return odoo.log(instance(environment, Role.WEB, environment.slot()), setting(environment, ""));
    }

    private static Instance instance(Environment environment, Role role, Slot slot) {
        return new Instance(environment.name(), role, slot);
    }
}
