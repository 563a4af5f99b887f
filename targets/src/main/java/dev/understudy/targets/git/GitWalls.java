package dev.understudy.targets.git;

import dev.understudy.targets.host.Door;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands between the machine and a git that reads what others committed.
 *
 * @param user whose the mirrors are and nothing else, and as whom git runs; Understudy's own, without walls, when empty
 * @param hidden folders and files that no git sees
 */
public record GitWalls(String user, List<Path> hidden) {

    /** For who may not make any. */
    public static final GitWalls NONE = new GitWalls("", List.of());

    private static final String NO_HOME = "/nonexistent";

    /** Where a machine's /etc/resolv.conf may lead. */
    private static final Path RESOLVER = Path.of("/run/systemd/resolve");

    public GitWalls {
        hidden = List.copyOf(hidden);
    }

    /**
     * The words before what acts as the operator when a repository is fetched: a program that speaks with it, or a question
     * for his settings. His keys, credentials and repositories that nobody else may enter are needed there: it reads as
     * Understudy does, has no other of its powers, and writes nothing. What strangers committed goes through it unread.
     */
    List<String> operator() {
        if (user.isEmpty()) {
            return List.of();
        }
        List<String> words =
                new ArrayList<>(List.of("bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"));
        words.addAll(List.of("--tmpfs", "/run"));
        if (Files.isDirectory(RESOLVER)) {
            words.addAll(List.of("--ro-bind", RESOLVER.toString(), RESOLVER.toString()));
        }
        for (Path path : hidden) {
            if (Files.isDirectory(path)) {
                words.addAll(List.of("--tmpfs", path.toString()));
            } else if (Files.exists(path)) {
                words.addAll(List.of("--ro-bind", "/dev/null", path.toString()));
            }
        }
        words.addAll(List.of("--unshare-pid", "--unshare-ipc", "--unshare-uts", "--die-with-parent"));
        words.addAll(List.of("--cap-drop", "ALL", "--cap-add", "CAP_DAC_OVERRIDE", "--"));
        return words;
    }

    /** The words before the git that reads what was committed: it owns the mirrors, and has nothing of the operator's. */
    List<String> own() {
        if (user.isEmpty()) {
            return List.of();
        }
        List<String> words = new ArrayList<>(Door.as(user));
        words.addAll(List.of("env", "HOME=" + NO_HOME));
        return words;
    }
}
