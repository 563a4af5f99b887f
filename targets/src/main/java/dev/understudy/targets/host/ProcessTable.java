package dev.understudy.targets.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Finds processes by a mark in their environment, which children inherit. Anybody could give one of his such a mark: those of
 * this process's own user count, and those of the user who has the folder of the logs beside a mark, or the mark itself. Unlike a pid file it cannot name a process that
 * is not ours, is never stale, and cannot be lost between a start and a write.
 */
public final class ProcessTable {

    private static final String OURS = "UNDERSTUDY_";

    /** The environment variable that holds the mark. */
    public static final String VARIABLE = OURS + "INSTANCE";

    /** Holds the mark in what launches Odoo, so that nothing is unmarked between a start and Odoo. */
    public static final String LAUNCHER = OURS + "LAUNCHES";

    private final Path proc;

    /** By mark. To look through all processes of a machine is dear, and this is asked every two seconds. */
    private final Map<String, Known> leaders = new ConcurrentHashMap<>();

    public ProcessTable() {
        this(Path.of("/proc"));
    }

    ProcessTable(Path proc) {
        this.proc = proc;
    }

    /** A living process with the mark. */
    public record Marked(long pid, long parent, long session) {}

    /** All living processes with the mark; zombies are not living. */
    public List<Marked> marked(String mark) {
        return look(mark).marked();
    }

    /** What launches Odoo for the mark, or stays beside it. */
    public List<Marked> launchers(String mark) {
        return look(mark).launchers();
    }

    /**
     * The process that started all others with the mark: its parent launched it, or it leads its session. A worker whose
     * master was killed is neither.
     */
    public Optional<Long> leader(String mark) {
        Known known = leaders.get(mark);
        if (known != null && known(known.process().pid()).equals(Optional.of(known))) {
            return Optional.of(known.process().pid());
        }
        leaders.remove(mark);
        Look look = look(mark);
        Set<Long> launchers = look.launchers().stream().map(Marked::pid).collect(Collectors.toSet());
        Optional<Marked> leader = look.marked().stream()
                .filter(process -> launchers.contains(process.parent()) || process.session() == process.pid())
                .findFirst();
        // What it was before this look is what it is known by: it may have ended since, and its number be another's.
        leader.flatMap(process ->
                        known(process.pid()).filter(now -> now.process().equals(process)))
                .ifPresent(now -> leaders.put(mark, now));
        return leader.map(Marked::pid);
    }

    /** A process, and when it began; a process keeps its mark, and its place, for as long as these are the same. */
    private record Known(Marked process, long began) {}

    private Optional<Known> known(long pid) {
        ProcessEntry entry = new ProcessEntry(proc.resolve(Long.toString(pid)));
        return entry.state()
                .filter(ProcessEntry.State::living)
                .map(state -> new Known(new Marked(pid, state.parent(), state.session()), state.began()));
    }

    private record Look(List<Marked> marked, List<Marked> launchers) {}

    private Look look(String mark) {
        Look look = new Look(new ArrayList<>(), new ArrayList<>());
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(proc, "[0-9]*")) {
            Set<Integer> believed = believed(mark);
            for (Path folder : folders) {
                ProcessEntry entry = new ProcessEntry(folder);
                List<String> environment = environment(entry);
                boolean marked = environment.contains(VARIABLE + "=" + mark);
                boolean launcher = environment.contains(LAUNCHER + "=" + mark);
                if ((marked || launcher)
                        && entry.user().filter(believed::contains).isPresent()) {
                    living(entry).ifPresent(process -> {
                        if (marked) {
                            look.marked().add(process);
                        }
                        if (launcher) {
                            look.launchers().add(process);
                        }
                    });
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return look;
    }

    /** The numbers of the users whose processes may bear a mark. No stranger can change the folders that are asked. */
    private static Set<Integer> believed(String mark) throws IOException {
        Set<Integer> users = new HashSet<>(Set.of(owner(Path.of("/proc/self"))));
        for (Path folder : List.of(Path.of(mark), Path.of(mark).resolveSibling("logs"))) {
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                users.add(owner(folder));
            }
        }
        return users;
    }

    private static int owner(Path folder) throws IOException {
        return (Integer) Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    /** Empty for a process that bears no mark, as most: every look reads that of all processes of the machine. */
    private static List<String> environment(ProcessEntry entry) {
        byte[] bytes = entry.environment();
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(OURS)
                ? Arrays.asList(new String(bytes, StandardCharsets.UTF_8).split("\0", -1))
                : List.of();
    }

    private static Optional<Marked> living(ProcessEntry entry) {
        return entry.state()
                .filter(ProcessEntry.State::living)
                .map(state -> new Marked(entry.pid(), state.parent(), state.session()));
    }
}
