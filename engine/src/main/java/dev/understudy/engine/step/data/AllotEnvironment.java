package dev.understudy.engine.step.data;

import dev.understudy.engine.control.EnvironmentRemoval;
import dev.understudy.engine.control.Traffic;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environment.Kind;
import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.environment.FreePorts;
import dev.understudy.engine.environment.Ports;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.model.config.EnvironmentSettings;
import dev.understudy.model.config.PortRange;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.targets.host.HomeFolders;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.Listeners;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.runtime.Instance.Slot;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/** Gives a new environment its ports and its system user; one that exists keeps its own. */
public final class AllotEnvironment implements Step {

    private static final String MADE_HERE = "environment-made";

    private final ProjectHome home;
    private final Supplier<Project> project;
    private final Environments environments;
    private final Machine machine;
    private final EnvironmentRemoval removal;
    private final Traffic traffic;
    private final HomeFolders folders;

    /** What the host gives to environments. */
    public record Machine(Host host, SystemUsers users, FreePorts freePorts) {}

    public AllotEnvironment(
            ProjectHome home,
            Supplier<Project> project,
            Environments environments,
            Machine machine,
            EnvironmentRemoval removal,
            Traffic traffic) {
        this.home = home;
        this.project = project;
        this.environments = environments;
        this.machine = machine;
        this.removal = removal;
        this.traffic = traffic;
        this.folders = new HomeFolders(machine.host(), home);
    }

    @Override
    public String name() {
        return "allot";
    }

    @Override
    public Outcome apply(StepContext context) {
        String name = context.request().environment();
        Optional<Environment> existing = environments.find(name);
        if (existing.isPresent()) {
            if (context.fact(Facts.OWN_RELEASE).isEmpty()) {
                context.put(Facts.OWN_RELEASE, existing.get().release());
            }
            ensureUser(existing.get().systemUser());
            folders.make(name);
            traffic.arrange();
            return Outcome.done("port", Integer.toString(existing.get().port()));
        }
        return machine.freePorts().choose(free -> allot(context, free));
    }

    private Outcome allot(StepContext context, IntPredicate free) {
        String name = context.request().environment();
        Optional<EnvironmentSettings> settings = project.get().environment(name);
        PortRange range = project.get().ports();
        int base = new Ports(range.first(), range.last(), free).allot(environments.list());
        if (base < 0) {
            return Outcome.failed(Fault.refused("environment.no-ports", range));
        }
        int port = settings.flatMap(given -> given.port().stream().boxed().findFirst())
                .orElse(base);
        if (port != base && !free.test(port)) {
            return Outcome.failed(Fault.refused(
                            "environment.port-taken", Integer.toString(port), new Listeners(machine.host()).shown(port))
                    .at(name));
        }
        context.put(MADE_HERE, "true");
        Environment environment = new Environment(
                name,
                settings.map(AllotEnvironment::kind).orElse(Kind.COPY),
                State.CREATING,
                user(name),
                settings.map(EnvironmentSettings::database)
                        .orElseGet(() -> project.get().production().database()),
                port,
                Ports.postgres(base),
                Slot.BLUE,
                "",
                "",
                false,
                false,
                false,
                0,
                context.now(),
                null);
        ensureUser(environment.systemUser());
        folders.make(name);
        environments.save(environment);
        traffic.arrange();
        return Outcome.done("port", Integer.toString(port));
    }

    @Override
    public void undo(StepContext context) {
        if (context.fact(MADE_HERE).isPresent()) {
            removal.remove(context.request().environment());
        }
    }

    @Override
    public List<String> plan(StepContext context) {
        String name = context.request().environment();
        return environments.find(name).isPresent()
                ? List.of()
                : List.of("useradd --system " + user(name), "allot a block of ports to " + name);
    }

    private String user(String environment) {
        return machine.host().root() ? SystemUsers.ofEnvironment(home.directory(), environment) : "";
    }

    private void ensureUser(String user) {
        if (!user.isEmpty()) {
            machine.users().ensure(user);
        }
    }

    private static Kind kind(EnvironmentSettings settings) {
        return switch (settings.data()) {
            case LIVE -> Kind.LIVE;
            case COPY -> Kind.COPY;
            case DEMO -> Kind.DEMO;
            case MINIMAL -> Kind.MINIMAL;
        };
    }
}
