package dev.understudy.targets.runtime;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.Patience;
import dev.understudy.targets.host.Pause;
import dev.understudy.targets.host.ProcessTable;
import dev.understudy.targets.runtime.OdooRuntime.OnceResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The processes of Odoo that wait with their code loaded. Only who began one lets it go on: another Understudy cannot know
 * for which setting it waits.
 */
final class Standbys {

    /** What a shell tells of a process that was killed. */
    private static final int KILLED = 137;

    private static final Duration LOOK = Duration.ofMillis(50);

    /** How long the last of a process may take to be gone. */
    private static final Duration ENDED = Duration.ofSeconds(10);

    private static final Duration GLANCE = Duration.ofMillis(10);

    /** How many glances there are between two looks through all processes. */
    private static final int LOOKS = 100;

    /** How long loading is waited for: on a slow disk, the first time. Who waits longer gains nothing. */
    private static final Duration LOADED = Duration.ofSeconds(30);

    private final Host host;
    private final OdooProgram program;
    private final MarkedProcesses processes;
    private final Map<String, OdooSetting> settings = new ConcurrentHashMap<>();

    Standbys(Host host, OdooProgram program, MarkedProcesses processes) {
        this.host = host;
        this.program = program;
        this.processes = processes;
    }

    /** Begins a process with the mark, which nobody has now. Does not wait until it has loaded. */
    void begin(String mark, OdooSetting setting, List<String> modules) {
        program.waiting(setting.last(), mark, modules).ifPresent(argv -> {
            host.require(Command.of(standby(mark).launch(argv)).with(ProcessTable.LAUNCHER, mark));
            settings.put(mark, setting);
        });
    }

    /** Waits until the process with the mark has loaded, where there is one; not for ever: nothing depends on it. */
    void awaitLoaded(String mark) {
        Patience.Wait wait = Patience.HERE.begin(LOADED);
        while (waits(mark) && !standby(mark).loaded() && processes.runs(mark) && !wait.over()) {
            Pause.of(LOOK, "odoo");
        }
    }

    /** Whether what has the mark is not Odoo yet. */
    boolean waits(String mark) {
        return standby(mark).waits();
    }

    /**
     * Lets the process with the mark go on.
     *
     * @return whether there was one, begun here for the same setting
     */
    boolean go(String mark, OdooSetting setting, List<String> arguments) {
        if (!setting.equals(settings.remove(mark)) || !waits(mark) || !processes.runs(mark)) {
            return false;
        }
        if (!setting.walls().last()) {
            processes.raise(mark);
        }
        standby(mark).go(arguments);
        return true;
    }

    /**
     * As {@link #go}, to the end of the process.
     *
     * @throws FaultException {@code host.timed-out}, {@code host.interrupted}; the process is ended
     */
    Optional<OnceResult> once(String mark, OdooSetting setting, List<String> arguments, Duration timeout) {
        long began = System.nanoTime();
        if (!go(mark, setting, arguments)) {
            return Optional.empty();
        }
        try {
            if (!awaitEnd(mark, timeout)) {
                throw Fault.failed("host.timed-out", String.join(" ", arguments), timeout.toSeconds())
                        .at(host.name())
                        .exception();
            }
        } catch (FaultException failure) {
            // An interrupt would keep it from being ended.
            boolean interrupted = Thread.interrupted();
            processes.end(mark, Duration.ZERO);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            throw failure;
        }
        return Optional.of(
                new OnceResult(exitCode(mark), standby(mark).words(), Duration.ofNanos(System.nanoTime() - began)));
    }

    /** Looks for what the shell leaves; now and then through all processes, for the shell may have been killed, too. */
    private boolean awaitEnd(String mark, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        Path code = standby(mark).exitCode();
        for (long looks = 0; System.nanoTime() < deadline; looks++) {
            if (host.exists(code) || (looks % LOOKS == 0 && !processes.runs(mark))) {
                return processes.awaitEnd(mark, ENDED);
            }
            Pause.of(GLANCE, "odoo");
        }
        return false;
    }

    /** Of a process that is gone; what was killed with its shell has left none. */
    private int exitCode(String mark) {
        Path file = standby(mark).exitCode();
        String code = host.exists(file) ? host.read(file).strip() : "";
        return code.isEmpty() ? KILLED : Integer.parseInt(code);
    }

    /** Of a process that was ended. */
    void forget(String mark) {
        settings.remove(mark);
        standby(mark).forget();
    }

    private Standby standby(String mark) {
        return new Standby(host, Path.of(mark));
    }
}
