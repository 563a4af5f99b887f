package dev.understudy.targets.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long work that goes on in some users' processes had to wait for a processor that others had. What comes after
 * everybody else, as a rehearsal does, takes as long as these others please; the same work in its turn does not.
 *
 * <p>Odoo and the server process that works for it take turns: where both waited in the same stretch, their waits add up,
 * but never to more than the stretch. Of several of a kind, and of the threads of each, the one that waited longest counts.
 *
 * @see <a href="https://docs.kernel.org/scheduler/sched-stats.html">Scheduler statistics: /proc/PID/task/TID/schedstat</a>
 */
public final class ProcessorWaits implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessorWaits.class);
    private static final Duration STRETCH = Duration.ofMillis(250);

    /** A server process that works for a client: what PostgreSQL does by itself keeps nobody waiting. */
    private static final Pattern FOR_CLIENT = Pattern.compile("postgres: .*(\\(\\d+\\)|\\[local]).*");

    private final Path processes;
    private final Set<String> users;
    private final Map<Path, Long> seen = new HashMap<>();
    private final Timer bell = new Timer("processor-waits", true);

    private long before = System.nanoTime();
    private long nanos;

    /**
     * @param processes {@code /proc}
     * @param users whose processes count; nothing is waited for where there is none
     */
    ProcessorWaits(Path processes, Set<String> users) {
        this.processes = processes;
        this.users = Set.copyOf(users);
    }

    /** Begins to look at the processes of some system users on this machine. */
    public static ProcessorWaits of(Set<String> users) {
        ProcessorWaits waits = new ProcessorWaits(Path.of("/proc"), users);
        if (!waits.users.isEmpty()) {
            waits.look();
            waits.bell.schedule(waits.new Look(), STRETCH.toMillis(), STRETCH.toMillis());
        }
        return waits;
    }

    /** What was waited for so far, in milliseconds. */
    public synchronized long millis() {
        if (!users.isEmpty()) {
            look();
        }
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    @Override
    public void close() {
        bell.cancel();
    }

    private final class Look extends TimerTask {
        @Override
        public void run() {
            ProcessorWaits.this.look();
        }
    }

    private synchronized void look() {
        long now = System.nanoTime();
        look(now - before);
        before = now;
    }

    /** Takes in a stretch of so many nanoseconds. */
    synchronized void look(long stretch) {
        long odoo = 0;
        long server = 0;
        Map<Path, Long> present = new HashMap<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(processes, "[0-9]*")) {
            for (Path process : all) {
                try {
                    if (!users.contains(
                            Files.getOwner(process, LinkOption.NOFOLLOW_LINKS).getName())) {
                        continue;
                    }
                    long more = waitedSince(process, present);
                    String command = command(process);
                    if (FOR_CLIENT.matcher(command).matches()) {
                        server = Math.max(server, more);
                    } else if (!command.startsWith("postgres")) {
                        odoo = Math.max(odoo, more);
                    }
                } catch (NoSuchFileException ended) {
                    LOG.trace("Ended meanwhile: {}", process);
                }
            }
        } catch (IOException unreadable) {
            LOG.debug("How long processes waited cannot be read", unreadable);
        }
        nanos += Math.min(stretch, odoo + server);
        seen.clear();
        seen.putAll(present);
    }

    /** Of the thread of it that waited longest since the last look, in nanoseconds: Odoo without workers answers in threads. */
    private long waitedSince(Path process, Map<Path, Long> present) {
        long longest = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
            for (Path thread : threads) {
                try {
                    String[] words = Files.readString(thread.resolve("schedstat"))
                            .strip()
                            .split(" ", -1);
                    long waited = words.length < 2 ? 0 : Long.parseLong(words[1]);
                    present.put(thread, waited);
                    longest = Math.max(longest, waited - Objects.requireNonNullElse(seen.get(thread), 0L));
                } catch (IOException ended) {
                    LOG.trace("Ended meanwhile: {}", thread, ended);
                }
            }
        } catch (IOException | DirectoryIteratorException ended) {
            LOG.trace("Ended meanwhile: {}", process, ended);
        }
        return longest;
    }

    private static String command(Path process) throws IOException {
        return new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8)
                .replace('\0', ' ')
                .strip();
    }
}
