package dev.understudy.targets.git;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.ForeignFile;
import dev.understudy.targets.host.Host;
import java.io.IOException;
import java.io.Reader;
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
        return spooled(
                command,
                raw -> ForeignFile.whole(raw, limit)
                        .orElseThrow(
                                () -> Fault.failed("git.too-large", raw.toFile().length() >> 20, limit >> 20)
                                        .at(beside)
                                        .exception()));
    }

    /** What a reader makes of the text that a command writes into the file it is given, however long it is. */
    <T> T read(Function<Path, Command> command, Function<Reader, T> reader) {
        return spooled(command, raw -> ForeignFile.read(raw, reader));
    }

    private <T> T spooled(Function<Path, Command> command, Reading<T> reading) {
        Path raw =
                Path.of(require(Command.of("mktemp", pattern()).as(user)).out().strip());
        try {
            require(command.apply(raw));
            return reading.of(raw);
        } catch (IOException failure) {
            throw Fault.failed("host.unreadable", raw, failure).at(host.name()).exception(failure);
        } finally {
            host.delete(raw);
        }
    }

    private interface Reading<T> {
        T of(Path raw) throws IOException;
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
