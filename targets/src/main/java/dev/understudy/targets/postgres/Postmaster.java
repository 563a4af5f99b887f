package dev.understudy.targets.postgres;

import dev.understudy.targets.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the server of a data directory again: {@code postmaster.pid} names a process, and that process stands in the
 * data directory. The number alone would not do: after a crash or a reboot it may be another's.
 */
final class Postmaster {

    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);

    private Postmaster() {}

    /** The process id of the running server; empty when none runs. */
    static OptionalLong pid(Path pgdata) {
        OptionalLong named = named(pgdata);
        return named.isPresent() && standsIn(named.getAsLong(), pgdata) ? named : OptionalLong.empty();
    }

    /**
     * Makes a stale {@code postmaster.pid} name a process that cannot exist, lest the server believe a stranger, or its
     * own dead one that nobody buried, to be itself. The rest stays: by it the server finds orphans that still use its
     * shared memory, and waits for their end.
     */
    static void disown(Host host, Path pgdata, @Nullable String owner) {
        Path file = pgdata.resolve("postmaster.pid");
        if (host.exists(file)) {
            host.write(
                    file, host.read(file).replaceFirst("^[0-9]+", Integer.toString(Integer.MAX_VALUE)), "0600", owner);
        }
    }

    private static OptionalLong named(Path pgdata) {
        try {
            String first = Files.readString(pgdata.resolve("postmaster.pid"))
                    .lines()
                    .findFirst()
                    .orElse("");
            return first.matches("[0-9]{1,10}") ? OptionalLong.of(Long.parseLong(first)) : OptionalLong.empty();
        } catch (NoSuchFileException none) {
            return OptionalLong.empty();
        } catch (IOException failure) {
            LOG.warn("Cannot read {}", pgdata.resolve("postmaster.pid"), failure);
            return OptionalLong.empty();
        }
    }

    private static boolean standsIn(long pid, Path pgdata) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(pgdata.toRealPath());
        } catch (IOException ended) {
            LOG.trace("Process {} is gone, or another's", pid, ended);
            return false;
        }
    }
}
