package dev.understudy.targets.volume;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Door;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.Walls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Copies trees with {@code cp -a} while others write to them: a file that vanishes meanwhile is left out, a file that is
 * replaced meanwhile is copied again.
 */
final class TreeCopy {

    private static final Duration LIMIT = Duration.ofHours(12);
    private static final int ATTEMPTS = 5;

    private static final Pattern VANISHED =
            Pattern.compile("cp: cannot (stat|open|access) '.*'( for reading)?: No such file or directory");
    private static final Pattern REPLACED =
            Pattern.compile("cp: skipping file '(.*)', as it was replaced while being copied");

    private final Host host;
    private final CopyMethod method;
    private final Walls walls;

    /** @param walls around what copies */
    TreeCopy(Host host, CopyMethod method, Walls walls) {
        this.host = host;
        this.method = method;
        this.walls = walls;
    }

    /** Copies {@code from} to {@code to}, which is not there yet. */
    void whole(Path from, Path to) {
        copy(from, to, argv(List.of("-T", "--", from.toString(), to.toString())));
    }

    /** Copies entries of the folder {@code from} into the folder {@code to}, which exists. */
    void entries(Path from, List<String> names, Path to) {
        if (!names.isEmpty()) {
            List<String> arguments = new ArrayList<>(List.of("-t", to.toString(), "--"));
            names.forEach(name -> arguments.add(from.resolve(name).toString()));
            copy(from, to, argv(arguments));
        }
    }

    private List<String> argv(List<String> arguments) {
        List<String> argv = new ArrayList<>(
                List.of("cp", "-a", method == CopyMethod.REFLINK ? "--reflink=always" : "--reflink=never"));
        argv.addAll(arguments);
        return walls.last() ? Door.behind(walls, "", Optional.empty(), argv) : argv;
    }

    private void copy(Path from, Path to, List<String> argv) {
        CommandResult result = host.run(Command.of(argv).within(LIMIT));
        if (result.succeeded()) {
            return;
        }
        List<String> again = new ArrayList<>();
        for (String line : result.err().lines().toList()) {
            Matcher replaced = REPLACED.matcher(line);
            if (replaced.matches()) {
                again.add(replaced.group(1));
            } else if (!VANISHED.matcher(line).matches()) {
                throw fault(from, to, result.err());
            }
        }
        again.forEach(file -> once(Path.of(file), to.resolve(from.relativize(Path.of(file)))));
    }

    private void once(Path from, Path to) {
        CommandResult result = new CommandResult(1, "", "", Duration.ZERO);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            result = host.run(Command.of(argv(List.of("-T", "--", from.toString(), to.toString()))));
            if (result.succeeded() || VANISHED.matcher(result.err().strip()).matches()) {
                return;
            }
        }
        throw fault(from, to, result.err());
    }

    private RuntimeException fault(Path from, Path to, String said) {
        String code = said.contains("No space left on device") ? "volume.disk-full-meanwhile" : "volume.copy-failed";
        String end = said.strip();
        return Fault.failed(code, from, to, end.substring(Math.max(0, end.length() - 1000)))
                .at(host.name())
                .exception();
    }
}
