package dev.understudy.targets.postgres;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a server says in its log. */
record ServerLog(Host host, Path file) {

    private static final int SHOWN = 15;

    /** In bytes; none when it is not there yet. */
    static long size(Path log) {
        try {
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException failure) {
            throw Fault.failed("host.unreadable", log, failure).exception(failure);
        }
    }

    /** Its last lines, behind a place in it, and what the program said that was to start the server. */
    String since(long from, CommandResult result) {
        CommandResult fresh = host.run(Command.of("tail", "--bytes=+" + (from + 1), "--", file));
        List<String> lines = new ArrayList<>(fresh.out().lines().toList());
        lines.addAll(result.err().lines().toList());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN), lines.size()));
    }
}
