package dev.understudy.targets.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A host that runs everything here, remembers it, can fail at a chosen command and answer one by itself. */
public final class Recording implements Host {

    private final Host host = new LocalHost("local", CommandLog.NONE);
    private final List<String> commands = new ArrayList<>();
    private Predicate<String> broken = line -> false;
    private Function<Command, Optional<CommandResult>> answers = command -> Optional.empty();

    public List<String> commands() {
        return commands;
    }

    /** From now on, every command that matches throws as if Understudy had been killed before it. */
    public void breakAt(Predicate<String> commandLine) {
        broken = commandLine;
    }

    /** From now on, a command that this answers is not run. */
    public void answer(Function<Command, Optional<CommandResult>> given) {
        answers = given;
    }

    @Override
    public String name() {
        return host.name();
    }

    @Override
    public CommandResult run(Command command) {
        if (broken.test(command.shown())) {
            throw new Killed();
        }
        commands.add(command.shown());
        return answers.apply(command).orElseGet(() -> host.run(command));
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
    }

    @Override
    public void delete(Path path) {
        host.delete(path);
    }

    @Override
    public boolean root() {
        return host.root();
    }

    /** Stands for a kill of Understudy. */
    public static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
