package dev.understudy.engine.environment;

import dev.understudy.model.home.ProjectHome;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * Which ports are given on this machine, for all projects of a service: those of an environment that is stopped look free
 * to everybody else.
 */
public final class PortBook {

    private final IntPredicate silent;
    private final Map<ProjectHome, Environments> projects = new ConcurrentHashMap<>();

    /**
     * @param silent whether nobody listens on a port of loopback
     */
    public PortBook(IntPredicate silent) {
        this.silent = silent;
    }

    /** What is free for a project: nobody listens there and no other project has it. */
    public FreePorts of(ProjectHome project, Environments environments) {
        projects.put(project, environments);
        return new FreePorts() {
            @Override
            public <T> T choose(Function<IntPredicate, T> choice) {
                return alone(project, choice);
            }
        };
    }

    private synchronized <T> T alone(ProjectHome project, Function<IntPredicate, T> choice) {
        List<Environment> others = projects.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(project))
                .flatMap(entry -> entry.getValue().list().stream())
                .toList();
        return choice.apply(port -> silent.test(port) && others.stream().noneMatch(other -> has(other, port)));
    }

    /** Of a project that is not at work any more. */
    public void forget(ProjectHome project) {
        projects.remove(project);
    }

    private static boolean has(Environment environment, int port) {
        int block = Ports.block(environment);
        return port == environment.port() || (port >= block && port < block + Ports.BLOCK);
    }
}
