package dev.understudy.engine.control;

import dev.understudy.model.config.Reach;
import dev.understudy.model.fault.Fault;
import dev.understudy.targets.fence.Opening;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a copy may reach in spite of its fence.
 *
 * @param open what it may, with the addresses that it has now
 * @param refused why it may not reach the rest of what the project's file says
 */
public record Openings(Map<Reach, List<InetAddress>> open, List<Fault> refused) {

    /** Of a fence that is closed. */
    public static final Openings NONE = new Openings(Map.of(), List.of());

    public Openings {
        open = Map.copyOf(open);
        refused = List.copyOf(refused);
    }

    /** For the fence, in an order that is always the same. */
    List<Opening> addresses() {
        return open.entrySet().stream()
                .flatMap(one -> one.getValue().stream()
                        .map(address -> new Opening(address, one.getKey().port())))
                .distinct()
                .sorted((one, other) -> one.toString().compareTo(other.toString()))
                .toList();
    }

    /** As people read it. */
    public List<String> shown() {
        return open.keySet().stream().map(Reach::shown).sorted().toList();
    }

    /** Lines of {@code /etc/hosts}: whoever is in the fence can ask no server for a name. */
    String hosts() {
        return open.entrySet().stream()
                .flatMap(one -> one.getValue().stream()
                        .map(address -> address.getHostAddress().replaceFirst("%.*", "") + " "
                                + one.getKey().host()))
                .filter(line -> !line.substring(0, line.indexOf(' ')).equals(line.substring(line.indexOf(' ') + 1)))
                .distinct()
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
