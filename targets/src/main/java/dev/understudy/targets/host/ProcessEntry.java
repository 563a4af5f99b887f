package dev.understudy.targets.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A process, as the kernel tells of it.
 *
 * @param folder of the process, below {@code /proc}
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
record ProcessEntry(Path folder) {

    /** How long a program may take to be loaded, on a slow disk of a loaded machine. */
    private static final Duration LOADED = Duration.ofSeconds(20);

    private static final Duration GLANCE = Duration.ofMillis(1);

    long pid() {
        return Long.parseLong(folder.getFileName().toString());
    }

    /**
     * The environment, whole. While a process becomes another program there is none, or what was begun to be read ends in
     * the middle: it is read again until the process is what it becomes.
     *
     * @return empty for a process that has none, has ended, or is not to be read by us
     */
    byte[] environment() {
        try {
            byte[] read = read();
            long deadline = System.nanoTime() + LOADED.toNanos();
            while (!whole(read)) {
                Optional<State> before = state();
                read = read();
                if (settled(before, state()) || System.nanoTime() > deadline) {
                    return read;
                }
                LockSupport.parkNanos(GLANCE.toNanos());
            }
            return read;
        } catch (IOException goneOrForeign) {
            return new byte[0];
        }
    }

    /** Whether a process of which nothing whole was read in between will not be another one in a moment. */
    private static boolean settled(Optional<State> before, Optional<State> after) {
        return before.filter(State::becoming).isEmpty()
                && before.map(State::environmentEnd).equals(after.map(State::environmentEnd));
    }

    private byte[] read() throws IOException {
        return Files.readAllBytes(folder.resolve("environ"));
    }

    private static boolean whole(byte[] environment) {
        return environment.length > 0 && environment[environment.length - 1] == 0;
    }

    /** The number of the user who runs it; empty when it is gone. Whose its folder is says little: it can be made root's. */
    Optional<Integer> user() {
        try (Stream<String> lines = Files.lines(folder.resolve("status"), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith("Uid:"))
                    .map(line -> Integer.valueOf(line.split("\\s+", -1)[1]))
                    .findFirst();
        } catch (IOException | UncheckedIOException gone) {
            return Optional.empty();
        }
    }

    /** Empty when the process is gone. */
    Optional<State> state() {
        try {
            String stat = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Optional.of(new State(
                    fields[0],
                    Long.parseLong(fields[1]),
                    Long.parseLong(fields[3]),
                    Long.parseLong(fields[6]),
                    Long.parseLong(fields[19]),
                    fields[48]));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /**
     * What {@code stat} tells.
     *
     * @param code a letter
     * @param began ticks after the boot; with the number it is of one process alone
     * @param environmentEnd the address, another one in each program; {@code 0} where there is no environment yet
     */
    record State(String code, long parent, long session, long flags, long began, String environmentEnd) {

        /** The kernel's own, and what ends, have no environment and get none. */
        private static final long KERNEL_OR_EXITING = 0x0020_0000 | 0x4;

        /** A zombie is not living. */
        boolean living() {
            return !code.equals("Z") && !code.equals("X");
        }

        private boolean becoming() {
            return living() && (flags & KERNEL_OR_EXITING) == 0 && environmentEnd.equals("0");
        }
    }
}
