package dev.understudy.targets.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the processes of this machine have taken of it, as the kernel counts. To look through all of them is dear, so that one look is for
 * whoever asks within a while.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
public final class MachineUse {

    /** Of {@code USER_HZ}, which is the same on every machine. */
    private static final int TICKS_A_SECOND = 100;

    /** Field numbers of {@code stat}, from the one behind the name. */
    private static final int PARENT = 1;

    private static final int FIRST_TIME = 11;
    private static final int LAST_TIME = 14;

    private static final int AUXILIARY_PAGE_SIZE = 6;
    private static final int USUAL_PAGE = 4096;
    private static final String POSTGRES = "postgres";

    private final Path proc;
    private final int page;
    private @Nullable Look last;

    public MachineUse() {
        this(Path.of("/proc"));
    }

    /** As another machine would have it. */
    MachineUse(Path proc) {
        this.proc = proc;
        this.page = page(proc);
    }

    /**
     * A process.
     *
     * @param user the number of who runs it
     * @param data the folder of the cluster whose process of PostgreSQL it is; absent for any other
     * @param seconds of a processor that it took, with those of its children that have ended
     * @param memory bytes that it does not share with a file or another process
     */
    public record Taken(
            long pid, long parent, int user, @Nullable Path data, double seconds, long memory) {}

    /** All of them at a time. */
    public record Look(Instant at, List<Taken> processes) {

        public Look {
            processes = List.copyOf(processes);
        }

        /** What some of them have taken together. */
        public Sum sum(Predicate<Taken> which) {
            List<Taken> chosen = processes.stream().filter(which).toList();
            return new Sum(
                    at,
                    chosen.stream().mapToDouble(Taken::seconds).sum(),
                    chosen.stream().mapToLong(Taken::memory).sum(),
                    chosen.size());
        }
    }

    /** What processes have taken together, since each began. */
    public record Sum(Instant at, double seconds, long memory, int processes) {}

    /** The last look, where that is no older; else another one. */
    public synchronized Look look(Instant now, Duration age) {
        Look known = last;
        if (known == null || known.at().plus(age).isBefore(now)) {
            known = new Look(now, all());
            last = known;
        }
        return known;
    }

    private List<Taken> all() {
        List<Taken> taken = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path folder : folders) {
                living(folder).ifPresent(taken::add);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return taken;
    }

    /** Empty for one that has ended since. */
    private Optional<Taken> living(Path folder) {
        try {
            return Optional.of(taken(folder));
        } catch (IOException | RuntimeException gone) {
            return Optional.empty();
        }
    }

    private Taken taken(Path folder) throws IOException {
        String stat = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
        int end = stat.lastIndexOf(')');
        String name = stat.substring(stat.indexOf('(') + 1, end);
        String[] fields = stat.substring(end + 2).split(" ", -1);
        long ticks = 0;
        for (int i = FIRST_TIME; i <= LAST_TIME; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        String[] pages = Files.readString(folder.resolve("statm"), StandardCharsets.ISO_8859_1)
                .strip()
                .split(" ", -1);
        return new Taken(
                Long.parseLong(folder.getFileName().toString()),
                Long.parseLong(fields[PARENT]),
                ((Number) Files.getAttribute(folder, "unix:uid")).intValue(),
                name.equals(POSTGRES) ? Files.readSymbolicLink(folder.resolve("cwd")) : null,
                (double) ticks / TICKS_A_SECOND,
                page * (Long.parseLong(pages[1]) - Long.parseLong(pages[2])));
    }

    /** As the kernel told this process when it began: pairs of numbers. */
    private static int page(Path proc) {
        try {
            ByteBuffer pairs = ByteBuffer.wrap(Files.readAllBytes(proc.resolve("self/auxv")))
                    .order(ByteOrder.nativeOrder());
            while (pairs.remaining() >= 2 * Long.BYTES) {
                long key = pairs.getLong();
                long value = pairs.getLong();
                if (key == AUXILIARY_PAGE_SIZE) {
                    return Math.toIntExact(value);
                }
            }
            return USUAL_PAGE;
        } catch (IOException untold) {
            return USUAL_PAGE;
        }
    }
}
