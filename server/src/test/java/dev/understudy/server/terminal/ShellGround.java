package dev.understudy.server.terminal;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.terminal.TerminalProgram;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.InteractiveProcess;
import dev.understudy.targets.host.InteractiveProcess.Size;
import dev.understudy.targets.host.LocalHost;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Environments in which any program is a shell of this machine, at a terminal of the kernel's own. */
public final class ShellGround implements Ground {

    private final Map<String, Data> data = new ConcurrentHashMap<>(Map.of(
            "production", Data.PRODUCTION,
            "staging", Data.MASKED,
            "preproduction", Data.UNMASKED));
    private final Set<String> stopped = ConcurrentHashMap.newKeySet();
    private final LocalHost host = new LocalHost("local", CommandLog.NONE);

    /** Stops an environment. */
    public void stop(String environment) {
        stopped.add(environment);
    }

    @Override
    public Data data(String environment) {
        Data found = data.get(environment);
        if (found == null) {
            throw Fault.usage("environment.not-found", environment).exception();
        }
        return found;
    }

    @Override
    public void require(String environment) {
        Data _ = data(environment);
        if (stopped.contains(environment)) {
            throw Fault.refused("server.terminal-stopped", environment).exception();
        }
    }

    @Override
    public Seat seat(String environment, TerminalProgram program, String id, Size size) {
        require(environment);
        InteractiveProcess process =
                host.open(Command.of("sh", "-i").with("PS1", "> ").with("ENV", ""), size);
        return new Seat() {

            @Override
            public InteractiveProcess process() {
                return process;
            }

            @Override
            public boolean stands() {
                return !stopped.contains(environment);
            }

            @Override
            public void close() {
                process.close();
            }
        };
    }

    @Override
    public void sweep(String environment, String id) {}
}
