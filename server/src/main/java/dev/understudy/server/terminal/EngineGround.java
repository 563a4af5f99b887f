package dev.understudy.server.terminal;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.step.data.MaskedVolumes;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.terminal.TerminalProgram;
import dev.understudy.targets.host.InteractiveProcess;
import dev.understudy.targets.host.InteractiveProcess.Size;
import dev.understudy.targets.postgres.PostgresBinaries;
import dev.understudy.targets.runtime.OdooSetting;
import dev.understudy.targets.runtime.TerminalPrograms;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** The environments of a project, as terminals stand on them. */
public final class EngineGround implements Ground {

    private final Environments environments;
    private final EnvironmentControl control;
    private final Machine machine;
    private final Supplier<Set<String>> changing;

    /** What programs are started with. */
    public record Machine(TerminalPrograms programs, PostgresBinaries postgres, MaskedVolumes masked) {}

    /**
     * @param changing the environments that runs have begun to change
     */
    public EngineGround(
            Environments environments, EnvironmentControl control, Machine machine, Supplier<Set<String>> changing) {
        this.environments = environments;
        this.control = control;
        this.machine = machine;
        this.changing = changing;
    }

    @Override
    public Data data(String name) {
        Environment environment = environment(name);
        return switch (environment.kind()) {
            case LIVE -> Data.PRODUCTION;
            case COPY -> machine.masked().note(control.live(environment)).isPresent() ? Data.MASKED : Data.UNMASKED;
            case DEMO, MINIMAL -> Data.INVENTED;
        };
    }

    @Override
    public void require(String name) {
        Environment environment = environment(name);
        if (environment.systemUser().isEmpty()) {
            throw Fault.refused("server.terminal-no-user").exception();
        }
        if (changing.get().contains(name)) {
            throw Fault.refused("server.terminal-run", name).exception();
        }
        if (environment.state() == State.CREATING || !control.databaseRuns(environment)) {
            throw Fault.refused("server.terminal-stopped", name).exception();
        }
    }

    @Override
    public Seat seat(String name, TerminalProgram program, String id, Size size) {
        require(name);
        Environment environment = control.enclose(environment(name));
        OdooSetting setting = setting(environment);
        Path psql = machine.postgres().of(control.cluster(environment).pgdata()).resolve("psql");
        return new Taken(environment, setting, id, machine.programs().start(setting, program, psql, id, size));
    }

    @Override
    public void sweep(String name, String id) {
        environments.find(name).ifPresent(environment -> machine.programs().end(setting(environment), id));
    }

    private OdooSetting setting(Environment environment) {
        return control.setting(environment, environment.release());
    }

    private Environment environment(String name) {
        return environments
                .find(name)
                .orElseThrow(() -> Fault.usage("environment.not-found", name).exception());
    }

    /** What was started, and the environment as it was then. */
    private final class Taken implements Seat {

        private final Environment environment;
        private final OdooSetting setting;
        private final String id;
        private final InteractiveProcess process;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Taken(Environment environment, OdooSetting setting, String id, InteractiveProcess process) {
            this.environment = environment;
            this.setting = setting;
            this.id = id;
            this.process = process;
        }

        @Override
        public InteractiveProcess process() {
            return process;
        }

        /** Another slot, other data, or another password: what was started with the one before is of an environment that is gone. */
        @Override
        public boolean stands() {
            return environments
                            .find(environment.name())
                            .filter(now -> now.slot() == environment.slot()
                                    && now.generation() == environment.generation()
                                    && now.odooPassword().equals(environment.odooPassword())
                                    && now.state() == environment.state())
                            .filter(control::databaseRuns)
                            .isPresent()
                    && !changing.get().contains(environment.name());
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                process.close();
                machine.programs().end(setting, id);
            }
        }
    }
}
