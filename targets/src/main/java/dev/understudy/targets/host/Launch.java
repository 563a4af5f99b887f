package dev.understudy.targets.host;

import dev.understudy.model.fault.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link Command} becomes a process here: what stands before its argv, and its environment.
 *
 * @param root whether this process may become other users
 * @param user who this process is
 * @param home this process's own home folder
 */
record Launch(boolean root, String user, String home) {

    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /** Debian's home of users that have none. */
    private static final String NO_HOME = "/nonexistent";

    static Launch ofThisProcess() {
        String user = System.getProperty("user.name");
        return new Launch("root".equals(user), user, System.getProperty("user.home"));
    }

    /**
     * The argv in a session of its own ({@code setsid}) and as its user ({@code setpriv}, which unlike su needs no PAM).
     *
     * @throws dev.understudy.model.fault.FaultException {@code host.not-root}, {@code host.user-refused}
     */
    List<String> argv(Command command) {
        List<String> argv = new ArrayList<>(List.of("setsid"));
        String other = other(command);
        if (other != null) {
            if (!root) {
                throw Fault.refused("host.not-root", command.shown(), other).exception();
            }
            argv.addAll(Door.as(other));
        }
        argv.addAll(command.argv());
        return argv;
    }

    /** A minimal environment, so that nothing of the person who started Understudy leaks into what it does. */
    Map<String, String> environment(Command command) {
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", PATH);
        environment.put("LANG", "C.UTF-8");
        environment.put("HOME", other(command) == null ? home : NO_HOME);
        environment.putAll(command.environment());
        return environment;
    }

    /** Where it runs; another user may not be able to enter Understudy's own working directory. */
    @Nullable
    Path directory(Command command) {
        if (command.directory() != null) {
            return command.directory();
        }
        return other(command) == null ? null : Path.of("/");
    }

    private @Nullable String other(Command command) {
        String asked = command.user();
        return asked == null || asked.isEmpty() || asked.equals(user) ? null : asked;
    }
}
