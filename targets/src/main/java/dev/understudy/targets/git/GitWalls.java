package dev.understudy.targets.git;

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

    /** Where a machine's /etc/resolv.conf may lead. */
    private static final Path RESOLVER = Path.of("/run/systemd/resolve");

    public GitWalls {
        hidden = List.copyOf(hidden);
    }

    /**
     * The words before a git that fetches. The keys, credentials and settings of who runs Understudy are needed there, and
     * repositories that others on this machine may not enter: it reads as Understudy does, has no other of its powers, and
     * writes the mirrors alone.
     */
    List<String> fetching(Path mirrors) {
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
        words.addAll(List.of("--bind", mirrors.toString(), mirrors.toString()));
        words.addAll(List.of("--unshare-pid", "--unshare-ipc", "--unshare-uts", "--die-with-parent"));
        words.addAll(List.of("--cap-drop", "ALL", "--cap-add", "CAP_DAC_OVERRIDE", "--"));
        return words;
    }
}
