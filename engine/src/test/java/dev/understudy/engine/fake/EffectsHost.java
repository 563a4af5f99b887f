package dev.understudy.engine.fake;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.LocalHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** This machine, with a disk of a size that a test chooses; tells of each command that changed something. */
final class EffectsHost implements Host {

    private static final Set<String> CHANGE_NOTHING = Set.of("find", "du", "sync");

    /** Stands in the folder while its disk is full. */
    static final String FULL = "full";

    /** What {@code ss} says, where somebody listens. */
    static final String LISTENERS = "listeners";

    private final Host host = new LocalHost("local", CommandLog.NONE);
    private final Path folder;
    private final long freeBytes;
    private final Effects effects;

    EffectsHost(Path folder, long freeBytes, Effects effects) {
        this.folder = folder;
        this.freeBytes = freeBytes;
        this.effects = effects;
    }

    @Override
    public String name() {
        return host.name();
    }

    @Override
    public CommandResult run(Command command) {
        String program = command.argv().getFirst();
        if (program.equals("df")) {
            long free = Files.exists(folder.resolve(FULL)) ? 0 : freeBytes;
            return new CommandResult(0, "Avail\n" + free + "\n", "", Duration.ZERO);
        }
        if (program.equals("ss")) {
            return new CommandResult(0, listeners(command.argv().getLast()), "", Duration.ZERO);
        }
        CommandResult result = host.run(command);
        if (!CHANGE_NOTHING.contains(program)) {
            effects.happened(command.shown().replace(folder + "/", ""));
        }
        return result;
    }

    /** Nobody listens but those whom a test has put there. */
    private String listeners(String filter) {
        Path file = folder.resolve(LISTENERS);
        String port = filter.substring(filter.indexOf(':'));
        return Files.exists(file)
                ? host.read(file)
                        .lines()
                        .filter(line -> line.contains(port + " "))
                        .collect(Collectors.joining("\n"))
                : "";
    }

    @Override
    public boolean exists(Path path) {
        return host.exists(path);
    }

    @Override
    public String read(Path file) {
        return host.read(file);
    }

    @Override
    public void write(Path file, String text, String mode, @Nullable String owner) {
        host.write(file, text, mode, owner);
        effects.happened("write " + folder.relativize(file));
    }

    @Override
    public void delete(Path path) {
        if (host.exists(path)) {
            host.delete(path);
            effects.happened("rm " + folder.relativize(path));
        }
    }

    @Override
    public boolean root() {
        return false;
    }
}
