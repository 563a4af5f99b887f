package dev.understudy.targets.installation;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Host;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the engine of containers of this machine, Docker or Podman, tells of those that run. */
record Containers(Host host) {

    private static final List<String> ENGINES = List.of("docker", "podman");

    private static final int NOT_INSTALLED = 127;

    /**
     * A container that runs.
     *
     * @param engine the program that tells of it
     * @param pid of its first process, as this machine counts
     * @param addresses of it in its networks; none where it shares this machine's
     * @param mounts folders of this machine, by where it sees them
     * @param published ports of this machine, by its own
     * @param restart the policy by which its engine starts it again
     */
    record Running(
            String engine,
            String name,
            long pid,
            List<String> addresses,
            Map<String, String> mounts,
            Map<Integer, Integer> published,
            String restart) {

        /** Where a path that it sees is on this machine; empty for what is in no folder of it. */
        Optional<String> here(String path) {
            return mounts.entrySet().stream()
                    .filter(mount -> path.equals(mount.getKey()) || path.startsWith(mount.getKey() + "/"))
                    .max(Map.Entry.comparingByKey())
                    .map(mount ->
                            mount.getValue() + path.substring(mount.getKey().length()));
        }
    }

    /**
     * All that run; none where no engine answers.
     *
     * @param doubts gets what an engine says that does not tell
     */
    List<Running> all(List<String> doubts) {
        for (String engine : ENGINES) {
            CommandResult ids = host.run(Command.of(engine, "ps", "--quiet", "--no-trunc"));
            if (!ids.succeeded() && ids.exitCode() != NOT_INSTALLED) {
                doubts.add(said(engine + " ps", ids));
            }
            if (ids.succeeded() && !ids.out().isBlank()) {
                List<String> argv = new ArrayList<>(List.of(engine, "inspect", "--type=container", "--"));
                argv.addAll(ids.out().lines().toList());
                List<Running> running = read(engine, host.run(Command.of(argv)).out());
                if (!running.isEmpty()) {
                    return running;
                }
            }
        }
        return List.of();
    }

    /** What a command said that failed, on one line. */
    static String said(String command, CommandResult result) {
        return command + ": " + result.err().strip().replaceAll("\\s+", " ");
    }

    /**
     * One that runs, by its name.
     *
     * @throws dev.understudy.model.fault.FaultException {@code follow.container-away} when none of that name runs here
     */
    Running named(String name) {
        return ENGINES.stream()
                .flatMap(engine -> named(engine, name).stream())
                .filter(container -> container.pid() > 0)
                .findFirst()
                .orElseThrow(() -> Fault.refused("follow.container-away", name).exception());
    }

    private List<Running> named(String engine, String name) {
        CommandResult result = host.run(Command.of(engine, "inspect", "--type=container", "--", name));
        return result.succeeded() ? read(engine, result.out()) : List.of();
    }

    /** As {@code docker inspect} says it; what it says otherwise is none. */
    static List<Running> read(String engine, String text) {
        List<Running> containers = new ArrayList<>();
        try {
            for (JsonNode one : JsonMapper.shared().readTree(text)) {
                containers.add(container(engine, one));
            }
        } catch (JacksonException unknown) {
            return List.of();
        }
        return containers;
    }

    private static Running container(String engine, JsonNode one) {
        JsonNode network = one.path("NetworkSettings");
        List<String> addresses = new ArrayList<>();
        network.path("Networks").forEach(joined -> {
            String address = joined.path("IPAddress").asString("");
            if (!address.isEmpty()) {
                addresses.add(address);
            }
        });
        Map<String, String> mounts = new HashMap<>();
        one.path("Mounts")
                .forEach(mount -> mounts.put(
                        mount.path("Destination").asString(""),
                        mount.path("Source").asString("")));
        Map<Integer, Integer> published = new HashMap<>();
        network.path("Ports").forEachEntry((port, bindings) -> {
            int inner = DatabaseLook.number(port.replaceFirst("/tcp$", ""));
            int outer = DatabaseLook.number(bindings.path(0).path("HostPort").asString("0"));
            if (inner > 0 && outer > 0) {
                published.put(inner, outer);
            }
        });
        return new Running(
                engine,
                one.path("Name").asString("").replaceFirst("^/", ""),
                one.path("State").path("Pid").asLong(0),
                addresses,
                mounts,
                published,
                one.path("HostConfig").path("RestartPolicy").path("Name").asString(""));
    }
}
