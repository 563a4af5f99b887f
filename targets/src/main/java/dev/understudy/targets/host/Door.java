package dev.understudy.targets.host;

import dev.understudy.model.fault.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one door through which processes start as another system user, and behind walls. Whoever names the user, a database
 * among them, does not get through as root or as somebody whom Understudy has not made.
 */
public final class Door {

    /** Those that {@link SystemUsers} makes, and Debian's user who may nothing. */
    private static final Pattern MAY_PASS = Pattern.compile("us-[0-9a-f]{6}-[a-z0-9_-]+|" + Door.NOBODY);

    /** Debian's user who may nothing. */
    public static final String NOBODY = "nobody";

    private static final long NOBODY_ID = 65_534;

    /** The descriptor on which a sandbox gets its filter. */
    public static final int FILTER = 9;

    /**
     * Each word up to the two dashes is a file of the kernel's and what is written there, or the filter of a sandbox. A wall
     * that cannot be put up keeps the process from starting.
     */
    private static final String SCRIPT = """
            umask 0077
            while [ "$1" != -- ]; do
              case "$1" in
              filter=*) exec 9<"${1#filter=}" || exit 125 ;;
              *) echo "${1#*=}" >"${1%%=*}" || exit 125 ;;
              esac
              shift
            done
            shift
            exec "$@"
            """;

    private static final Path AUTOGROUP = Path.of("/proc/self/autogroup");
    private static final SystemAccounts ACCOUNTS = new SystemAccounts(Path.of("/etc/passwd"));

    private Door() {}

    /**
     * The words before a program that make it run as another user, with nothing that this one may, and without a way back.
     *
     * @throws dev.understudy.model.fault.FaultException {@code host.user-refused}
     */
    public static List<String> as(String user) {
        return as(user, ACCOUNTS, "");
    }

    /** As {@link #as(String)}, for one who takes ports below 1024. */
    public static List<String> asServer(String user) {
        return as(user, ACCOUNTS, "+net_bind_service");
    }

    /**
     * The words before a program that make it run where another process runs, and as that one does: its files, its network,
     * its user; one that runs as root is entered as nobody. For looking at an Odoo that somebody else has installed.
     *
     * @param pid of a process that runs
     * @param uid as which it runs
     */
    public static List<String> beside(long pid, long uid, long gid) {
        return List.of(
                "nsenter",
                "--target=" + pid,
                "--mount",
                "--net",
                "--root",
                "--wd",
                "--setuid=" + (uid == 0 ? NOBODY_ID : uid),
                "--setgid=" + (uid == 0 || gid == 0 ? NOBODY_ID : gid),
                "--");
    }

    /**
     * The words before a program that make it run as nobody, in the network of a process. For reaching a server that listens
     * in a container alone.
     *
     * @param pid of a process that runs
     */
    public static List<String> network(long pid) {
        return List.of("nsenter", "--target=" + pid, "--net", "--setuid=" + NOBODY_ID, "--setgid=" + NOBODY_ID, "--");
    }

    /**
     * The words before a program that make it run as the user of an Odoo that somebody else has installed, with nothing
     * that this one may.
     *
     * @throws dev.understudy.model.fault.FaultException {@code host.user-refused} for root, and for who is not there
     */
    public static List<String> visiting(String user) {
        SystemAccounts.Account account = ACCOUNTS.find(user)
                .filter(found -> !found.root())
                .orElseThrow(() -> Fault.refused("host.user-refused", user).exception());
        return List.of(
                "setpriv",
                "--reuid=" + account.uid(),
                "--regid=" + account.gid(),
                "--clear-groups",
                "--no-new-privs",
                "--");
    }

    /** As {@link #visiting(String)}, for a user that may have no name here; root stays what it is. */
    public static List<String> visiting(long uid, long gid) {
        return uid == 0
                ? List.of()
                : List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--no-new-privs", "--");
    }

    /** Whether {@link #as(String)} lets a program become this user. */
    public static boolean mayPass(String user) {
        return MAY_PASS.matcher(user).matches();
    }

    static List<String> as(String user, SystemAccounts accounts, String capability) {
        SystemAccounts.Account account = accounts.find(user)
                .filter(found -> MAY_PASS.matcher(user).matches() && !found.root())
                .orElseThrow(() -> Fault.refused("host.user-refused", user).exception());
        List<String> words = new ArrayList<>(
                List.of("setpriv", "--reuid", user, "--regid", Integer.toString(account.gid()), "--clear-groups"));
        if (!capability.isEmpty()) {
            words.addAll(List.of("--inh-caps=" + capability, "--ambient-caps=" + capability));
        }
        words.addAll(List.of("--no-new-privs", "--"));
        return words;
    }

    /**
     * The argv that runs another behind walls. What it makes is its user's alone (umask 077).
     *
     * @param group names the processes that are bounded together; none where it is empty
     * @param filter that {@link #FILTER} is opened on, for a sandbox
     */
    public static List<String> behind(Walls walls, String group, Optional<Path> filter, List<String> argv) {
        List<String> words = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh"));
        filter.ifPresent(file -> words.add("filter=" + file));
        if (walls.last() || walls.bounds().isPresent()) {
            words.add("/proc/self/oom_score_adj=1000");
        }
        if (walls.last()) {
            // Else each session has as much of the processor as any other, whatever its processes' weights.
            if (Files.exists(AUTOGROUP)) {
                words.add("/proc/self/autogroup=10");
            }
        }
        if (!group.isEmpty()) {
            walls.bounds()
                    .ifPresent(bounds -> ControlGroups.ofThisMachine()
                            .make(group, bounds, walls.last())
                            .forEach(file -> words.add(file + "=0")));
        }
        words.add("--");
        if (walls.last()) {
            words.addAll(List.of("chrt", "--idle", "0", "ionice", "-c", "3"));
        }
        walls.bounds().ifPresent(bounds -> words.addAll(limits(bounds, !group.isEmpty())));
        words.addAll(argv);
        return words;
    }

    /** The number of processes is counted for a user: it must have one of its own. */
    private static List<String> limits(Bounds bounds, boolean ownUser) {
        List<String> words = new ArrayList<>(List.of("prlimit", "--core=0"));
        if (ownUser) {
            words.add("--nproc=" + bounds.processes());
        }
        words.add("--data=" + bounds.memory());
        words.add("--fsize=" + bounds.fileSize());
        words.add("--nofile=" + bounds.openFiles());
        return words;
    }

    /** Lets processes that came last go with all others: those of one session, which {@link #behind} has begun. */
    public static void raise(Host host, List<ProcessTable.Marked> processes) {
        processes.stream()
                .map(ProcessTable.Marked::session)
                .distinct()
                .forEach(session -> host.run(Command.of(
                        "sh",
                        "-c",
                        "ionice -c 2 -n 4 -P \"$1\"; [ ! -e \"/proc/$1/autogroup\" ] || echo 0 >\"/proc/$1/autogroup\"",
                        "sh",
                        session)));
        for (ProcessTable.Marked process : processes) {
            host.run(Command.of(
                    "sh",
                    "-c",
                    "chrt --all-tasks --other --pid 0 \"$1\" && echo 0 >\"/proc/$1/oom_score_adj\"",
                    "sh",
                    process.pid()));
        }
    }
}
