package dev.understudy.model.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An Odoo of this machine that production is a copy of, until it is taken over. Users go on working with it.
 *
 * @param config its {@code odoo.conf}
 * @param data where its database and its files are
 * @param port of loopback, where it is served
 * @param websocket of loopback, where it takes websockets; empty for the same
 * @param stop the command that stops it so that nothing starts it again, as root
 * @param start the command that starts it, and has it started with the machine, as root
 */
public record FollowSettings(
        Path config, Data data, int port, OptionalInt websocket, List<String> stop, List<String> start) {

    public FollowSettings {
        stop = List.copyOf(stop);
        start = List.copyOf(start);
    }

    /**
     * Where its data are.
     *
     * @param database the name of its database; empty for the one that its configuration names
     * @param filestore the folder of that database's files; empty for where its configuration says
     * @param container the container of its database server, where no way but its own network leads there; empty for a server
     *     that is reached from this machine
     */
    public record Data(String database, Optional<Path> filestore, Optional<String> container) {}
}
