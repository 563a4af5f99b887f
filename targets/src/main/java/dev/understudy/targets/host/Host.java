package dev.understudy.targets.host;

import dev.understudy.model.fault.Fault;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A machine that commands run on. What a run does to a machine goes through here, and every command is recorded; the few
 * places that act by themselves say why.
 */
public interface Host {

    /** Characters of each output stream that are kept. */
    int OUTPUT_LIMIT = 1 << 20;

    /** The name in {@code understudy.yaml}; {@code local} for this machine. */
    String name();

    /**
     * Runs a command to its end, whatever its exit code. An interrupt ends the command (its whole process group) and
     * throws.
     *
     * @throws dev.understudy.model.fault.FaultException {@code host.not-started} when it cannot be started,
     *     {@code host.timed-out} past its time, {@code host.interrupted} when the thread was interrupted
     */
    CommandResult run(Command command);

    /**
     * Runs a command that must succeed.
     *
     * @throws dev.understudy.model.fault.FaultException as {@link #run}, and {@code host.command-failed} for any exit
     *     code but 0
     */
    default CommandResult require(Command command) {
        CommandResult result = run(command);
        if (!result.succeeded()) {
            String said = result.err().isBlank() ? result.out() : result.err();
            String end = said.strip();
            throw Fault.failed(
                            "host.command-failed",
                            command.shown(),
                            result.exitCode(),
                            end.substring(Math.max(0, end.length() - 2000)))
                    .at(name())
                    .exception();
        }
        return result;
    }

    boolean exists(Path path);

    /** The text of a file in UTF-8. */
    String read(Path file);

    /**
     * Writes a file whole: a temporary one beside it, flushed, then renamed over it. Missing folders are made.
     *
     * @param mode as for chmod, e.g. {@code 0640}
     * @param owner {@code user:group}, or absent for Understudy's own
     */
    void write(Path file, String text, String mode, @Nullable String owner);

    /** Removes a file, or a folder with all that is in it; nothing when it is absent. Does not cross file systems. */
    void delete(Path path);

    /** Whether commands here may act as root: other users, mounts, the packet filter. */
    boolean root();
}
