package dev.understudy.targets.runtime;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Door;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.Patience;
import dev.understudy.targets.host.Pause;
import dev.understudy.targets.host.ProcessTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Odoo's processes and what launched them, found by their mark, and ended. */
final class MarkedProcesses {

    private static final Duration LOOK = Duration.ofMillis(50);

    /** How long a sandbox may take to be made. */
    private static final Duration LAUNCHED = Duration.ofSeconds(20);

    /** How long a killed process may take to be gone. */
    private static final Duration KILLED = Duration.ofSeconds(10);

    private final Host host;
    private final ProcessTable processes = new ProcessTable();

    MarkedProcesses(Host host) {
        this.host = host;
    }

    /** The process that leads all others with the mark. */
    Optional<Long> leader(String mark) {
        return processes.leader(mark);
    }

    /** Whether Odoo runs, or is just being started by an Understudy that was killed. */
    boolean runs(String mark) {
        return leader(mark).isPresent() || (!processes.launchers(mark).isEmpty() && awaitLeader(mark));
    }

    /** Waits until Odoo stands in for what launches it now; false when that does not happen. */
    boolean awaitLeader(String mark) {
        Patience.Wait wait = Patience.HERE.begin(LAUNCHED);
        while (leader(mark).isEmpty()) {
            if (processes.launchers(mark).isEmpty() || wait.over()) {
                return leader(mark).isPresent();
            }
            Pause.of(LOOK, "odoo");
        }
        return true;
    }

    /**
     * Waits until nothing with the mark is left.
     *
     * @return whether that was so in time
     * @throws dev.understudy.model.fault.FaultException {@code host.interrupted}
     */
    boolean awaitEnd(String mark, Duration patience) {
        return Patience.HERE.until(() -> left(mark).isEmpty(), patience, LOOK, "odoo");
    }

    /**
     * Asks the leader to end, and kills what is left when the patience is over.
     *
     * @throws dev.understudy.model.fault.FaultException {@code runtime.not-stopped}, {@code host.interrupted}
     */
    void end(String mark, Duration patience) {
        Optional<Long> leader = leader(mark);
        if (leader.isPresent() && !patience.isZero()) {
            host.run(Command.of("kill", "-TERM", leader.get()));
            awaitEnd(mark, patience);
        }
        Patience.Wait wait = Patience.HERE.begin(KILLED);
        List<String> left = left(mark);
        while (!left.isEmpty()) {
            if (wait.over()) {
                throw Fault.failed("runtime.not-stopped", mark, String.join(", ", left))
                        .exception();
            }
            List<String> kill = new ArrayList<>(List.of("kill", "-KILL"));
            kill.addAll(left);
            host.run(Command.of(kill));
            Pause.of(LOOK, "odoo");
            left = left(mark);
        }
    }

    /** Lets those go with all others that came last until now. What one of them has begun meanwhile, too. */
    void raise(String mark) {
        Set<Long> raised = new HashSet<>();
        List<ProcessTable.Marked> left = all(mark).toList();
        while (!left.isEmpty()) {
            Door.raise(host, left);
            left.forEach(process -> raised.add(process.pid()));
            left = all(mark).filter(process -> !raised.contains(process.pid())).toList();
        }
    }

    private Stream<ProcessTable.Marked> all(String mark) {
        return Stream.concat(processes.launchers(mark).stream(), processes.marked(mark).stream());
    }

    /** Odoo's processes, and what launched them. */
    private List<String> left(String mark) {
        return all(mark).map(process -> Long.toString(process.pid())).distinct().toList();
    }
}
