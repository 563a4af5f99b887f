package dev.understudy.targets.postgres;

import dev.understudy.targets.host.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's client programs, which are given what strangers wrote.
 *
 * @param user runs them; Understudy's own user when absent
 */
record ClientPrograms(@Nullable String user) {

    /** One that connects to a cluster on loopback. */
    Command connecting(Path program, int port, String role, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of("--host=127.0.0.1", "--port=" + port, "--username=" + role));
        words.addAll(arguments);
        return alone(program, words);
    }

    /** One that connects to no server. */
    Command alone(Path program, List<String> arguments) {
        List<String> argv = new ArrayList<>(List.of(program.toString()));
        argv.addAll(arguments);
        return Command.of(argv).as(user);
    }
}
