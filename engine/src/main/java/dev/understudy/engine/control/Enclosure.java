package dev.understudy.engine.control;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.environment.Ports;
import dev.understudy.model.config.EnvironmentSettings.FenceRule;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import dev.understudy.targets.fence.Fence;
import dev.understudy.targets.runtime.Instance.Slot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Keeps whatever is not production, and a production that is quiet, from the network: no Odoo of a copy is started before the fence is closed. */
final class Enclosure {

    private final Supplier<Project> project;
    private final Environments environments;
    private final Fence fence;
    private final BooleanSupplier roomIsShort;

    Enclosure(Supplier<Project> project, Environments environments, Fence fence, BooleanSupplier roomIsShort) {
        this.project = project;
        this.environments = environments;
        this.fence = fence;
        this.roomIsShort = roomIsShort;
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
            close(environment);
        }
        return noted(environment, possible);
    }

    /** One that was restored calls nobody until somebody says that it is the one. */
    private Environment production(Environment environment) {
        boolean possible = environment.quiet()
                && !environment.systemUser().isEmpty()
                && fence.possible();
        if (possible) {
            close(environment);
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

    private void close(Environment environment) {
        List<Integer> served = Arrays.stream(Slot.values())
                .flatMap(slot -> Stream.of(Ports.web(environment, slot), Ports.gevent(environment, slot)))
                .toList();
        List<Integer> reachable = new ArrayList<>(served);
        reachable.add(environment.postgresPort());
        // Reports are made by a browser of Odoo's own, which comes as any other.
        reachable.add(environment.port());
        fence.close(environment.systemUser(), reachable, served);
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
