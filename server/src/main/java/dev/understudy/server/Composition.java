package dev.understudy.server;

import dev.understudy.engine.control.Boundary;
import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.control.EnvironmentRemoval;
import dev.understudy.engine.control.EnvironmentUse;
import dev.understudy.engine.control.LogKeeper;
import dev.understudy.engine.control.Machinery;
import dev.understudy.engine.control.ReachKeeper;
import dev.understudy.engine.control.Room;
import dev.understudy.engine.control.RoomKeeper;
import dev.understudy.engine.control.Sleeper;
import dev.understudy.engine.control.Supervisor;
import dev.understudy.engine.control.Traffic;
import dev.understudy.engine.database.Neutralizer;
import dev.understudy.engine.database.OdooDatabases;
import dev.understudy.engine.database.OdooModuleUpdates;
import dev.understudy.engine.database.ProductionModules;
import dev.understudy.engine.database.SqlOdooDatabase;
import dev.understudy.engine.environment.BlamedTimes;
import dev.understudy.engine.environment.EnvironmentRules;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.environment.PortBook;
import dev.understudy.engine.environment.RestorePoints;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.engine.journal.JournalCommandLog;
import dev.understudy.engine.recipe.Equipment;
import dev.understudy.engine.recipe.Recipes;
import dev.understudy.engine.recipe.Steps;
import dev.understudy.engine.release.FittingCommits;
import dev.understudy.engine.release.Forecasts;
import dev.understudy.engine.release.OdooBuilds;
import dev.understudy.engine.release.Promotions;
import dev.understudy.engine.release.Rehearsals;
import dev.understudy.engine.release.ReleaseCode;
import dev.understudy.engine.release.ReleaseMaker;
import dev.understudy.engine.release.Releases;
import dev.understudy.engine.release.ShadowedModules;
import dev.understudy.engine.run.DurableRuns;
import dev.understudy.engine.run.EngineSettings;
import dev.understudy.engine.step.adoption.Followed;
import dev.understudy.engine.step.adoption.FollowedCopy;
import dev.understudy.engine.step.adoption.Replica;
import dev.understudy.engine.step.branch.BranchDatabases;
import dev.understudy.engine.step.data.MaskedVolumes;
import dev.understudy.engine.step.data.ReadBackup;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.Repository;
import dev.understudy.model.home.Home;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.odoo.series.Series;
import dev.understudy.process.Practice;
import dev.understudy.process.World;
import dev.understudy.process.release.Ancestry;
import dev.understudy.server.access.Peer;
import dev.understudy.server.api.Desk;
import dev.understudy.server.control.ControlPlanes;
import dev.understudy.server.desk.EngineBranches;
import dev.understudy.server.desk.EngineDesk;
import dev.understudy.server.desk.EnvironmentViews;
import dev.understudy.server.desk.Losses;
import dev.understudy.server.desk.MaskedCopies;
import dev.understudy.server.desk.ReleaseViews;
import dev.understudy.server.mailbox.MailBook;
import dev.understudy.server.mailbox.Mailboxes;
import dev.understudy.server.mailbox.SqlMailBook;
import dev.understudy.server.project.KnownProject;
import dev.understudy.server.terminal.EngineGround;
import dev.understudy.targets.backup.Backups;
import dev.understudy.targets.dump.Restores;
import dev.understudy.targets.edge.CaddyEdge;
import dev.understudy.targets.edge.Front;
import dev.understudy.targets.fence.Fence;
import dev.understudy.targets.fence.NftFence;
import dev.understudy.targets.fence.NoFence;
import dev.understudy.targets.git.Mirror;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.HomeFolders;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.host.MachineUse;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.installation.FollowedOdoo;
import dev.understudy.targets.installation.ReturnedData;
import dev.understudy.targets.leaving.LeftData;
import dev.understudy.targets.postgres.Clusters;
import dev.understudy.targets.postgres.FencedClusters;
import dev.understudy.targets.postgres.FollowedCluster;
import dev.understudy.targets.postgres.LocalClusters;
import dev.understudy.targets.postgres.PostgresBinaries;
import dev.understudy.targets.runtime.OdooProgram;
import dev.understudy.targets.runtime.OdooRuntime;
import dev.understudy.targets.runtime.Probe;
import dev.understudy.targets.runtime.ProcessRuntime;
import dev.understudy.targets.runtime.TerminalPrograms;
import dev.understudy.targets.updates.AptUpdates;
import dev.understudy.targets.volume.Volumes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes every part and hands it to those that need it: by hand, here and nowhere else. */
final class Composition implements AutoCloseable {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration PROBE = Duration.ofMinutes(3);
    private static final Duration SUPERVISION = Duration.ofSeconds(2);
    private static final Duration LOGS = Duration.ofSeconds(30);
    private static final Duration REACH = Duration.ofMinutes(1);
    private static final Duration ROOM = Duration.ofMillis(500);
    private static final Duration FENCES = Duration.ofMinutes(1);
    /** How often it is looked at which pages became slower. */
    private static final Duration PAGES = Duration.ofHours(1);

    private static final Duration SLEEPS = Duration.ofMinutes(1);

    /** Of a look at all processes; each project looks once a minute, at its own second. */
    private static final Duration LOOKED = Duration.ofSeconds(40);

    private static final Duration WAITS = Duration.ofMinutes(1);

    private final Home service;
    private final LocalHost unrecorded = new LocalHost(Project.LOCAL, CommandLog.NONE);
    private final MachineUse use = new MachineUse();
    private final PortBook ports = new PortBook(Composition::free);
    private @Nullable ControlPlanes planes;

    /** What the projects of a home share: their control planes, and which ports are given. */
    Composition(Home service) {
        this.service = service;
    }

    /**
     * The parts of a project, at work.
     *
     * @throws dev.understudy.model.fault.FaultException when its file is wrong or its control plane does not start
     */
    Desk open(KnownProject known) {
        Supplier<Project> project = new PresentProject(known.file());
        ControlDatabase database = planes().open(project.get(), known.database());
        try {
            return compose(known.home(service), project, database);
        } catch (RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    /** Stops the control plane. The projects were closed before. */
    @Override
    public synchronized void close() {
        if (planes != null) {
            planes.close();
        }
    }

    private synchronized ControlPlanes planes() {
        ControlPlanes known = planes;
        if (known == null) {
            unrecorded.require(
                    Command.of("install", "-d", "-m", "0711", "--", service.directory(), service.projects()));
            known = new ControlPlanes(service, unrecorded, DataParts.clusters(service.first(), unrecorded, Composition::secret));
            planes = known;
        }
        return known;
    }

    private Desk compose(ProjectHome home, Supplier<Project> project, ControlDatabase database) {
        Project present = project.get();
        LocalHost host = new LocalHost(Project.LOCAL, new JournalCommandLog(database));
        LocalClusters local = DataParts.clusters(home, host, Composition::secret);
        Volumes volumes = DataParts.pool(home, host, present).prepare();
        new HomeFolders(unrecorded, home).close();
        Fence fence = host.root() ? new NftFence(host, home.directory()) : new NoFence();
        SystemUsers users = new SystemUsers(host);
        Clusters clusters = new FencedClusters(local, fence, users);
        OdooProgram program = OdooPrograms.of(service, home, host, present.odoo());
        OdooRuntime odoo = new ProcessRuntime(host, program, Composition::secret);
        Probe probe = new Probe(PROBE);
        Equipment.Records records = new Equipment.Records(
                new Environments(
                        database.jdbi(),
                        new EnvironmentRules(
                                home.directory(),
                                host.root(),
                                () -> project.get().ports())),
                new RestorePoints(database.jdbi()),
                new Releases(database.jdbi()),
                new Rehearsals(database.jdbi()),
                new Forecasts(database.jdbi()),
                new BlamedTimes(database.jdbi()));
        CodeSources sources = CodeSources.of(service, home, host);
        Function<Repository, Mirror> mirrors = sources.mirrors(project);
        ReleaseCode code = new ReleaseCode(home, project, mirrors, sources.packages(program));
        Traffic traffic = new Traffic(
                project,
                records.environments(),
                new CaddyEdge(
                        host,
                        home.directory(),
                        present.edge(),
                        () -> project.get().access().url().map(url -> new Front(url, service.port()))));
        EnvironmentControl control = new EnvironmentControl(
                home,
                project,
                records.environments(),
                new Machinery(volumes, clusters, odoo, Boundary.of(host, fence, service.port()), probe),
                code,
                traffic);
        EnvironmentRemoval removal = new EnvironmentRemoval(
                home,
                new EnvironmentRemoval.Records(records.environments(), records.restorePoints(), records.blamedTimes()),
                control,
                traffic,
                new EnvironmentRemoval.Machine(host, volumes, fence, users));
        OdooDatabases databases = SqlOdooDatabase::new;
        Promotions promotions =
                new Promotions(project, records.releases()::get, sources.branches(mirrors, Composition::secret));
        ReleaseMaker maker = new ReleaseMaker(
                project,
                mirrors,
                records.environments(),
                records.releases(),
                odoo::build,
                new ProductionModules(records.environments(), control, databases));
        Backups backups = new Backups(host, local);
        Restores restores = new Restores(host, local, backups);
        Equipment.Following following = new Equipment.Following(
                new FollowedOdoo(host),
                new FollowedCluster(host, local, new PostgresBinaries(host)),
                new ReturnedData(host, local),
                new LeftData(host, local));
        Equipment equipment = new Equipment(
                home,
                project,
                records,
                new Equipment.Machine(
                        host,
                        volumes,
                        clusters,
                        odoo,
                        backups,
                        restores,
                        following,
                        users,
                        ports.of(home, records.environments())),
                control,
                traffic,
                removal,
                code,
                maker,
                promotions,
                databases,
                new OdooModuleUpdates(
                        project,
                        host,
                        odoo,
                        control,
                        databases,
                        new OdooModuleUpdates.Known(records.environments(), records.releases(), records.rehearsals())),
                new Neutralizer(Series.of(present.odoo().series())),
                new FittingCommits(project, mirrors),
                Composition::secret);
        Practice practice = Practice.of(
                database.jdbi(),
                home,
                project,
                records,
                new World(
                        new World.Code(
                                new Ancestry(project, mirrors),
                                new OdooBuilds(project, mirrors, records.releases()::list)::of),
                        new World.Machine(
                                control::running,
                                environment -> Optional.of(environment)
                                        .filter(control::databaseRuns)
                                        .map(control::database),
                                new EnvironmentUse(home, control, odoo, now -> use.look(now, LOOKED))::until,
                                traffic::answers,
                                () -> new AptUpdates(host)
                                        .seen(OdooPrograms.folder(program, records.environments(), control))),
                        InstantSource.system(),
                        Composition::secret,
                        System.getenv()));
        DurableRuns runs = new DurableRuns(
                database,
                new Recipes(new Steps(equipment)),
                EngineSettings.defaults(),
                InstantSource.system(),
                practice.admission());
        runs.start();
        MailBook mails = new SqlMailBook(database.jdbi());
        Peer peer = new Peer();
        Mailboxes mailboxes = new Mailboxes(
                mails,
                (user, theirs, ours) -> peer.user(theirs, ours).equals(Optional.of(user)),
                InstantSource.system());
        Supervisor supervisor =
                new Supervisor(records.environments(), control, traffic, runs::changing, mailboxes::keep, SUPERVISION);
        supervisor.start();
        TerminalParts terminals = TerminalParts.of(
                new EngineGround(
                        records.environments(),
                        control,
                        new EngineGround.Machine(
                                new TerminalPrograms(
                                        host,
                                        program,
                                        service.directory(),
                                        home.directory().resolve("env")),
                                new PostgresBinaries(host),
                                new MaskedVolumes(host)),
                        runs::changing),
                database,
                practice);
        Sleeper sleeper = new Sleeper(
                project,
                records.environments(),
                control,
                traffic,
                environment -> runs.live().contains(environment) || terminals.any(environment),
                InstantSource.system());
        LogKeeper logs = new LogKeeper(home, records.environments(), LOGS);
        logs.start();
        RoomKeeper room = new RoomKeeper(
                records.environments(), control, new Room(List.of(home.directory(), volumes.root())), ROOM);
        room.start();
        ReachKeeper reach = new ReachKeeper(records.environments(), control, REACH);
        reach.start();
        Keepers keepers = new Keepers();
        keepers.every(FENCES, "fence", fence::sweep);
        keepers.every(WAITS, "waits", () -> practice.look(Instant.now()));
        keepers.every(PAGES, "pages", () -> practice.lookAtLeisure(Instant.now()));
        keepers.every(SLEEPS, "sleep", sleeper::look);
        keepers.every(sleeper::pause, "wake", sleeper::listen);
        EnvironmentViews environmentViews = new EnvironmentViews(
                project,
                records.environments(),
                control,
                traffic,
                databases,
                new EnvironmentViews.Machine(
                        clusters,
                        odoo,
                        volumes,
                        new FollowedCopy(
                                new Followed(traffic, following.odoo()),
                                new Replica(
                                        control,
                                        new ReadBackup.Machine(host, clusters, volumes, restores),
                                        following.standby()),
                                records.forecasts())));
        TellingParts telling =
                TellingParts.of(home, service.address(), project, database, records.releases(), practice);
        return telling.serving(new EngineDesk(
                project,
                new EngineDesk.Engine(runs, records, maker, control, sleeper, terminals.all()),
                new EngineDesk.Views(
                        environmentViews,
                        new ReleaseViews(records, new ShadowedModules(project, mirrors)),
                        new MaskedCopies(records.environments(), control, new MaskedVolumes(host)),
                        new Losses(records, control, databases),
                        mails),
                practice,
                new EngineBranches(
                        project,
                        records,
                        promotions,
                        new BranchDatabases(records.environments(), volumes, host),
                        practice.books().log(),
                        InstantSource.system()),
                telling.doors(AccessParts.of(home, project, database, practice)),
                () -> {
                    telling.close();
                    terminals.close();
                    keepers.close();
                    room.close();
                    reach.close();
                    logs.close();
                    supervisor.close();
                    runs.close();
                    mailboxes.close();
                    ports.forget(home);
                    database.close();
                }));
    }

    private static String secret() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
