package dev.understudy.engine.control;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.environment.Ports;
import dev.understudy.model.config.EnvironmentSettings.FenceRule;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.targets.fence.Fence;
import dev.understudy.targets.postgres.Reader;
import dev.understudy.targets.runtime.Instance.Slot;
import dev.understudy.targets.runtime.OdooSetting;
import dev.understudy.targets.volume.Volumes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Keeps whatever is not production, and a production that is quiet, from the network: no Odoo of a copy is started before the fence is closed. */
final class Enclosure {

    private static final Path MACHINE = Path.of("/etc/hosts");

    private final Supplier<Project> project;
    private final Environments environments;
    private final Fence fence;
    private final Reaching reaching;
    private final Function<String, Path> folders;
    private final BooleanSupplier roomIsShort;

    /** What is open in the fences that were closed since the service began, by environment. */
    private final Map<String, Openings> open = new ConcurrentHashMap<>();

    private Enclosure(
            Supplier<Project> project,
            Environments environments,
            Fence fence,
            Reaching reaching,
            Function<String, Path> folders,
            BooleanSupplier roomIsShort) {
        this.project = project;
        this.environments = environments;
        this.fence = fence;
        this.reaching = reaching;
        this.folders = folders;
        this.roomIsShort = roomIsShort;
    }

    /**
     * That of a project.
     *
     * @param database what an environment's database is read by, while it runs
     */
    static Enclosure of(
            ProjectHome home,
            Supplier<Project> project,
            Environments environments,
            Boundary boundary,
            Volumes volumes,
            Function<Environment, Optional<Reader>> database) {
        Reaching reaching = new Reaching(
                project,
                () -> CalledHosts.ofProduction(environments, database),
                boundary.names(),
                Reaching.ports(project, () -> environments.list().stream(), boundary.ours()));
        return new Enclosure(
                project,
                environments,
                boundary.fence(),
                reaching,
                home::environment,
                new Room(List.of(home.directory(), volumes.root()))::isShort);
    }

    /**
     * Closes the fence around whatever is not production, or is a quiet one; opens it where it need not be any more.
     *
     * @return the environment, with whether it is fenced
     * @throws dev.understudy.model.fault.FaultException {@code environment.not-neutralized} for a copy whose data was not
     *     proven harmless, {@code environment.no-fence} where none can be made and none was waived,
     *     {@code environment.no-room} when the disk has too little left for production
     */
    Environment guard(Environment environment) {
        if (environment.isProduction()) {
            return production(environment);
        }
        if (environment.isCopy() && !environment.neutralized()) {
            throw Fault.refused("environment.not-neutralized", environment.name())
                    .exception();
        }
        if (roomIsShort.getAsBoolean()) {
            throw noRoom(environment).exception();
        }
        boolean possible = fence.possible() && !environment.systemUser().isEmpty();
        if (!possible && required(environment)) {
            throw Fault.refused("environment.no-fence", environment.name()).exception();
        }
        if (possible) {
            close(environment, reaching.of(environment.name()));
        }
        return noted(environment, possible);
    }

    /** One that was restored calls nobody until somebody says that it is the one. */
    private Environment production(Environment environment) {
        boolean possible = environment.quiet() && !environment.systemUser().isEmpty() && fence.possible();
        if (possible) {
            close(environment, Openings.NONE);
        } else if (environment.fenced()) {
            fence.open(environment.systemUser());
        }
        return noted(environment, possible);
    }

    private Environment noted(Environment environment, boolean closed) {
        Environment guarded = environment.withFence(closed);
        if (!guarded.equals(environment)) {
            environments.save(guarded);
        }
        return guarded;
    }

    /** Has a fence that is closed already be open for what the project's file says and names mean now, and for nothing else. */
    void renew(Environment environment) {
        Openings now = reaching.of(environment.name());
        if (!now.equals(open.get(environment.name()))) {
            close(environment, now);
        }
    }

    /** What is open in the fence of an environment. */
    Openings openings(Environment environment) {
        return environment.fenced() ? open.getOrDefault(environment.name(), Openings.NONE) : Openings.NONE;
    }

    private void close(Environment environment, Openings openings) {
        List<Integer> served = Arrays.stream(Slot.values())
                .flatMap(slot -> Stream.of(Ports.web(environment, slot), Ports.gevent(environment, slot)))
                .toList();
        List<Integer> reachable = new ArrayList<>(served);
        reachable.add(environment.postgresPort());
        // Reports are made by a browser of Odoo's own, which comes as any other.
        reachable.add(environment.port());
        Ports.mailbox(environment).ifPresent(reachable::add);
        fence.close(environment.systemUser(), reachable, served, openings.addresses());
        tellNames(folders.apply(environment.name()).resolve(OdooSetting.HOSTS), openings);
        open.put(environment.name(), openings);
    }

    /** In place: what runs sees the file itself, and not another one of its name. */
    private static void tellNames(Path file, Openings openings) {
        try {
            if (openings.open().isEmpty() && !Files.exists(file)) {
                return;
            }
            String text = (Files.exists(MACHINE) ? Files.readString(MACHINE) : "") + "\n" + openings.hosts();
            Files.createDirectories(file.resolveSibling(""));
            if (!Files.exists(file) || !Files.readString(file).equals(text)) {
                Files.writeString(file, text);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Fault noRoom(Environment environment) {
        return Fault.refused("environment.no-room", environment.name());
    }

    /** Whether {@code understudy.yaml} demands a fence, as it does where it says nothing. */
    boolean required(Environment environment) {
        return project.get()
                .environment(environment.name())
                .map(settings -> settings.fence() == FenceRule.REQUIRED)
                .orElse(true);
    }
}
