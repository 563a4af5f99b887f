package dev.understudy.server;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.control.LogKeeper;
import dev.understudy.engine.control.ReachKeeper;
import dev.understudy.engine.control.Room;
import dev.understudy.engine.control.RoomKeeper;
import dev.understudy.engine.control.Sleeper;
import dev.understudy.engine.control.Supervisor;
import dev.understudy.engine.control.Traffic;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.recipe.Equipment;
import dev.understudy.engine.run.DurableRuns;
import dev.understudy.process.Practice;
import dev.understudy.server.mailbox.Mailboxes;
import dev.understudy.targets.fence.Fence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;

/** What looks after a project by itself, again and again: its environments, their room, logs and fences, and what waits. */
final class KeepingParts implements AutoCloseable {

    private static final Duration SUPERVISION = Duration.ofSeconds(2);
    private static final Duration LOGS = Duration.ofSeconds(30);
    private static final Duration REACH = Duration.ofMinutes(1);
    private static final Duration ROOM = Duration.ofMillis(500);
    private static final Duration FENCES = Duration.ofMinutes(1);
    /** How often it is looked at which pages became slower. */
    private static final Duration PAGES = Duration.ofHours(1);

    private static final Duration SLEEPS = Duration.ofMinutes(1);
    private static final Duration WAITS = Duration.ofMinutes(1);

    private final Supervisor supervisor;
    private final Sleeper sleeper;
    private final LogKeeper logs;
    private final RoomKeeper room;
    private final ReachKeeper reach;
    private final Keepers keepers = new Keepers();

    /**
     * Begins to look after them.
     *
     * @param mailboxes are told which environments there are
     * @param inUse whether somebody sits at an environment, by its name: it does not sleep
     */
    KeepingParts(
            Equipment equipment,
            Fence fence,
            Practice practice,
            DurableRuns runs,
            Mailboxes mailboxes,
            Predicate<String> inUse) {
        Environments environments = equipment.records().environments();
        EnvironmentControl control = equipment.serving().control();
        Traffic traffic = equipment.serving().traffic();
        supervisor = new Supervisor(environments, control, traffic, runs::changing, mailboxes::keep, SUPERVISION);
        sleeper = new Sleeper(
                equipment.project(),
                environments,
                control,
                traffic,
                environment -> runs.live().contains(environment) || inUse.test(environment),
                InstantSource.system());
        logs = new LogKeeper(equipment.home(), environments, LOGS);
        room = new RoomKeeper(
                environments,
                control,
                new Room(List.of(
                        equipment.home().directory(),
                        equipment.machine().volumes().root())),
                ROOM);
        reach = new ReachKeeper(environments, control, REACH);
        supervisor.start();
        logs.start();
        room.start();
        reach.start();
        keepers.every(FENCES, "fence", fence::sweep);
        keepers.every(WAITS, "waits", () -> practice.look(Instant.now()));
        keepers.every(PAGES, "pages", () -> practice.lookAtLeisure(Instant.now()));
        keepers.every(SLEEPS, "sleep", sleeper::look);
        keepers.every(sleeper::pause, "wake", sleeper::listen);
    }

    /** What lets environments sleep, and wakes them. */
    Sleeper sleeper() {
        return sleeper;
    }

    @Override
    public void close() {
        keepers.close();
        room.close();
        reach.close();
        logs.close();
        supervisor.close();
    }
}
