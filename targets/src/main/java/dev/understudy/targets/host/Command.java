package dev.understudy.targets.host;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One command on a host: an argv, never a shell line. Built by pure functions, run by a {@link Host}. Secrets go into
 * the environment or the input, never into the argv; names in {@code secretNames} are shown as {@code ***}.
 *
 * @param argv program and arguments
 * @param environment added to a minimal environment
 * @param secretNames the keys of {@code environment} whose values are secrets
 * @param directory the working directory; the host's own when absent
 * @param user the system user that runs it; Understudy's own when absent
 * @param input given on standard input; nothing when absent, and never recorded
 * @param limit after which it is ended, and the command counts as failed
 */
public record Command(
        List<String> argv,
        Map<String, String> environment,
        Set<String> secretNames,
        @Nullable Path directory,
        @Nullable String user,
        @Nullable String input,
        Limit limit) {

    private static final Limit DEFAULT_LIMIT = new Limit(Duration.ofMinutes(10), false);

    public Command {
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
        secretNames = Set.copyOf(secretNames);
    }

    public static Command of(Object... argv) {
        List<String> words = new ArrayList<>();
        for (Object word : argv) {
            words.add(word.toString());
        }
        return of(words);
    }

    public static Command of(List<String> argv) {
        return new Command(argv, Map.of(), Set.of(), null, null, null, DEFAULT_LIMIT);
    }

    /** The same with another argv: what runs this one, for instance. */
    public Command running(List<String> other) {
        return new Command(other, environment, secretNames, directory, user, input, limit);
    }

    public Command with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(name, value);
        return new Command(argv, more, secretNames, directory, user, input, limit);
    }

    public Command withSecret(String name, String value) {
        Set<String> names = new TreeSet<>(secretNames);
        names.add(name);
        Command more = with(name, value);
        return new Command(argv, more.environment, names, directory, user, input, limit);
    }

    public Command in(Path folder) {
        return new Command(argv, environment, secretNames, folder, user, input, limit);
    }

    public Command as(@Nullable String systemUser) {
        return new Command(argv, environment, secretNames, directory, systemUser, input, limit);
    }

    public Command withInput(String text) {
        return new Command(argv, environment, secretNames, directory, user, text, limit);
    }

    /** With as long as it may take on a quiet machine. */
    public Command within(Duration usual) {
        return limited(new Limit(usual, limit.whileItMoves()));
    }

    /** The same, which goes on past its time for as long as it reads or writes something: what downloads or copies. */
    public Command whileItMoves() {
        return limited(new Limit(limit.usual(), true));
    }

    private Command limited(Limit other) {
        return new Command(argv, environment, secretNames, directory, user, input, other);
    }

    /** How long it may take on a quiet machine. */
    public Duration timeout() {
        return limit.usual();
    }

    /** The command as a person would type it, with secrets as {@code ***}: for records, {@code --dry-run} and errors. */
    public String shown() {
        StringBuilder line = new StringBuilder();
        environment.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> line.append(entry.getKey())
                        .append('=')
                        .append(secretNames.contains(entry.getKey()) ? "***" : quoted(entry.getValue()))
                        .append(' '));
        for (int i = 0; i < argv.size(); i++) {
            line.append(i == 0 ? "" : " ").append(quoted(argv.get(i)));
        }
        return line.toString();
    }

    @Override
    public String toString() {
        return shown();
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
