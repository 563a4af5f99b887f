package dev.understudy.targets.git;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.ForeignFile;
import dev.understudy.targets.host.Host;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;

/** Output of git that may be longer than what a host keeps of a command: through a file of its own. */
final class Spool {

    /** Bytes of text that are held in memory at most. */
    static final long LIMIT = 128L << 20;

    private final Host host;
    private final Path beside;
    private final String user;
    private final long limit;

    /**
     * @param git of the mirror; files are made beside it, by its user
     * @param limit bytes
     */
    Spool(Host host, GitCommands git, long limit) {
        this.host = host;
        this.beside = git.mirror();
        this.user = git.walls().user();
        this.limit = limit;
    }

    /**
     * The text that a command writes into the file it is given. Bytes that are not UTF-8 are left out: addons hold some.
     *
     * @throws dev.understudy.model.fault.FaultException {@code git.too-large} beyond the limit
     */
    String text(Function<Path, Command> command) {
        Path raw =
                Path.of(require(Command.of("mktemp", pattern()).as(user)).out().strip());
        Path clean = Path.of(raw + ".txt");
        try {
            require(command.apply(raw));
            long bytes = Long.parseLong(
                    require(Command.of("stat", "--format=%s", raw)).out().strip());
            if (bytes > limit) {
                throw Fault.failed("git.too-large", bytes >> 20, limit >> 20)
                        .at(beside)
                        .exception();
            }
            if (bytes == 0) {
                // iconv makes no file of nothing.
                return "";
            }
            Command decode = Command.of("iconv", "-c", "-f", "UTF-8", "-t", "UTF-8", "-o", clean, raw)
                    .as(user);
            CommandResult decoded = host.run(decode);
            // Some versions return 1 without a word when they left something out.
            return ForeignFile.text(decoded.succeeded() || decoded.err().isBlank() ? clean : raw, limit);
        } catch (IOException failure) {
            throw Fault.failed("host.unreadable", raw, failure).at(host.name()).exception(failure);
        } finally {
            host.delete(raw);
            host.delete(clean);
        }
    }

    /** Removes what a killed Understudy left, once it is a day old. */
    void clear() {
        require(Command.of(
                "find",
                folder(),
                "-maxdepth",
                "1",
                "-type",
                "f",
                "-name",
                prefix() + "*",
                "-mmin",
                "+1440",
                "-delete"));
    }

    private CommandResult require(Command command) {
        return host.require(command);
    }

    private Path pattern() {
        return folder().resolve(prefix() + "XXXXXXXX");
    }

    private Path folder() {
        return beside.resolveSibling("").toAbsolutePath();
    }

    private String prefix() {
        return "." + beside.getFileName() + ".out-";
    }
}
