package dev.understudy.model.config;

import java.util.Set;

/**
 * What copies may reach in spite of their fences: a sandbox of somebody whom production calls.
 *
 * @param host a name or an address, in lower case
 * @param port of TCP
 * @param environments which copies; {@code rehearsal} for those that rehearsals make
 */
public record Reach(String host, int port, Set<String> environments) {

    public Reach {
        environments = Set.copyOf(environments);
    }

    /** As people read it. */
    public String shown() {
        return host + ":" + port;
    }
}
