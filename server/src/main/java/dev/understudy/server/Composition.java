package dev.understudy.server;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.control.EnvironmentUse;
import dev.understudy.engine.control.Traffic;
import dev.understudy.engine.database.Neutralizer;
import dev.understudy.engine.database.OdooDatabases;
import dev.understudy.engine.environment.PortBook;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.engine.recipe.Equipment;
import dev.understudy.engine.recipe.Recipes;
import dev.understudy.engine.recipe.Steps;
import dev.understudy.engine.release.OdooBuilds;
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
import dev.understudy.model.home.Home;
import dev.understudy.model.home.ProjectHome;
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
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.host.MachineUse;
import dev.understudy.targets.postgres.PostgresBinaries;
import dev.understudy.targets.runtime.OdooRuntime;
import dev.understudy.targets.runtime.TerminalPrograms;
import dev.understudy.targets.updates.AptUpdates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes every part and hands it to those that need it: by hand, here and in the parts beside it, and nowhere else. */
final class Composition implements AutoCloseable {

    /** Of a look at all processes; each project looks once a minute, at its own second. */
    private static final Duration LOOKED = Duration.ofSeconds(40);

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
            known = new ControlPlanes(service, unrecorded, MachineParts.clusters(service.first(), unrecorded));
            planes = known;
        }
        return known;
    }

    private Desk compose(ProjectHome home, Supplier<Project> project, ControlDatabase database) {
        MachineParts machine = MachineParts.of(service, home, project.get(), database);
        EngineParts engine = EngineParts.of(service, home, project, machine, database, ports);
        Practice practice = practice(database, machine, engine);
        DurableRuns runs = new DurableRuns(
                database,
                new Recipes(new Steps(engine.equipment())),
                EngineSettings.defaults(),
                InstantSource.system(),
                practice.way().admission());
        runs.start();
        MailBook mails = new SqlMailBook(database.jdbi());
        Peer peer = new Peer();
        Mailboxes mailboxes = new Mailboxes(
                mails,
                (user, theirs, ours) -> peer.user(theirs, ours).equals(Optional.of(user)),
                InstantSource.system());
        TerminalParts terminals = terminals(database, machine, engine, practice, runs);
        KeepingParts keeping =
                new KeepingParts(engine.equipment(), machine.fence(), practice, runs, mailboxes, terminals::any);
        Equipment.Records records = engine.records();
        EnvironmentControl control = engine.serving().control();
        TellingParts telling =
                TellingParts.of(home, service.address(), project, database, records.releases(), practice);
        return telling.serving(new EngineDesk(
                project,
                new EngineDesk.Engine(
                        runs, records, engine.equipment().code().maker(), control, keeping.sleeper(), terminals.all()),
                views(machine, engine, mails),
                practice,
                new EngineBranches(
                        project,
                        records,
                        engine.equipment().code().promotions(),
                        new BranchDatabases(records.environments(), machine.volumes(), machine.host()),
                        practice.books().log(),
                        InstantSource.system()),
                telling.doors(AccessParts.of(home, project, database, practice)),
                () -> {
                    telling.close();
                    terminals.close();
                    keeping.close();
                    runs.close();
                    mailboxes.close();
                    ports.forget(home);
                    database.close();
                }));
    }

    private Practice practice(ControlDatabase database, MachineParts machine, EngineParts engine) {
        Equipment equipment = engine.equipment();
        Equipment.Records records = engine.records();
        EnvironmentControl control = engine.serving().control();
        OdooRuntime odoo = machine.odoo().runtime();
        return Practice.of(
                database.jdbi(),
                equipment.home(),
                equipment.project(),
                records,
                new World(
                        new World.Code(
                                new Ancestry(equipment.project(), engine.mirrors()),
                                new OdooBuilds(equipment.project(), engine.mirrors(), records.releases()::list)::of),
                        new World.Machine(
                                control::running,
                                environment -> Optional.of(environment)
                                        .filter(control::databaseRuns)
                                        .map(control::database),
                                new EnvironmentUse(equipment.home(), control, odoo, now -> use.look(now, LOOKED))
                                        ::until,
                                environment -> Neutralizer.statements(control.catalog(environment.release())),
                                engine.serving().traffic()::answers,
                                () -> new AptUpdates(machine.host())
                                        .seen(OdooPrograms.folder(
                                                machine.odoo().program(), records.environments(), control))),
                        InstantSource.system(),
                        Secrets::secret,
                        System.getenv()));
    }

    private TerminalParts terminals(
            ControlDatabase database, MachineParts machine, EngineParts engine, Practice practice, DurableRuns runs) {
        TerminalPrograms programs = new TerminalPrograms(
                machine.host(),
                machine.odoo().program(),
                service.directory(),
                engine.equipment().home().directory().resolve("env"));
        return TerminalParts.of(
                new EngineGround(
                        engine.records().environments(),
                        engine.serving().control(),
                        new EngineGround.Machine(
                                programs, new PostgresBinaries(machine.host()), new MaskedVolumes(machine.host())),
                        runs::changing),
                database,
                practice);
    }

    private static EngineDesk.Views views(MachineParts machine, EngineParts engine, MailBook mails) {
        Supplier<Project> project = engine.equipment().project();
        Equipment.Records records = engine.records();
        EnvironmentControl control = engine.serving().control();
        Traffic traffic = engine.serving().traffic();
        OdooDatabases databases = engine.equipment().inside().databases();
        Equipment.Following following = machine.transfer().following();
        FollowedCopy followed = new FollowedCopy(
                new Followed(traffic, following.odoo()),
                new Replica(
                        control,
                        new ReadBackup.Machine(
                                machine.host(),
                                machine.clusters(),
                                machine.volumes(),
                                machine.transfer().restores()),
                        following.standby()),
                records.forecasts());
        return new EngineDesk.Views(
                new EnvironmentViews(
                        project,
                        records.environments(),
                        control,
                        traffic,
                        databases,
                        new EnvironmentViews.Machine(
                                machine.clusters(), machine.odoo().runtime(), machine.volumes(), followed)),
                new ReleaseViews(records, new ShadowedModules(project, engine.mirrors())),
                new MaskedCopies(records.environments(), control, new MaskedVolumes(machine.host())),
                new Losses(records, control, databases),
                mails);
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
