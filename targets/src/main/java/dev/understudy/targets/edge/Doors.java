package dev.understudy.targets.edge;

import dev.understudy.targets.runtime.Instance.Slot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * For each environment a link named {@code open} to the socket of the slot that is open; no link while requests are held.
 * Renaming over it is atomic: at any moment it is the one, the other, or absent. Another link, {@code long}, lets through
 * to that door the requests that may take long. They are changed by this process's own calls and not by commands of a
 * host: a command may outlive an Understudy that was killed, and would open a door that the next one has closed. The steps
 * that open and close tell when in the run's record.
 */
final class Doors {

    /** The link that every request asks. */
    static final String OPEN = "open";

    /** The link that a request asks first that may take long. */
    static final String LONG = "long";

    private final Path directory;

    /** The name of the socket that stands for the Odoo that Understudy does not run. */
    static final String ELSEWHERE = "elsewhere.sock";

    /** The name of the socket at which the edge keeps requests for an environment that sleeps. */
    static final String ASLEEP = "asleep.sock";

    /** @param directory with a folder for each environment */
    Doors(Path directory) {
        this.directory = directory;
    }

    void open(String environment, Slot slot) {
        link(environment, OPEN, socket(slot));
        link(environment, LONG, socket(slot));
    }

    void openElsewhere(String environment) {
        link(environment, OPEN, ELSEWHERE);
        link(environment, LONG, ELSEWHERE);
    }

    void sleep(String environment) {
        link(environment, OPEN, ASLEEP);
        link(environment, LONG, ASLEEP);
    }

    boolean asleep(String environment) {
        return target(environment, OPEN).equals(Optional.of(ASLEEP));
    }

    void hold(String environment) {
        remove(environment, OPEN);
        remove(environment, LONG);
    }

    void holdLong(String environment) {
        remove(environment, LONG);
    }

    /** The slot that is open to all requests. */
    Optional<Slot> opened(String environment) {
        return slot(environment, LONG).isEmpty() ? Optional.empty() : slot(environment, OPEN);
    }

    /** Whether all requests go to the Odoo that Understudy does not run. */
    boolean openedElsewhere(String environment) {
        return target(environment, LONG).equals(Optional.of(ELSEWHERE))
                && target(environment, OPEN).equals(Optional.of(ELSEWHERE));
    }

    private void link(String environment, String name, String socket) {
        Path link = path(environment, name);
        Path fresh = link.resolveSibling(".opening");
        try {
            Files.createDirectories(link.getParent());
            Files.deleteIfExists(fresh);
            Files.createSymbolicLink(fresh, Path.of(socket));
            Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void remove(String environment, String name) {
        try {
            Files.deleteIfExists(path(environment, name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Optional<Slot> slot(String environment, String name) {
        return target(environment, name)
                .flatMap(target -> Arrays.stream(Slot.values())
                        .filter(slot -> socket(slot).equals(target))
                        .findFirst());
    }

    private Optional<String> target(String environment, String name) {
        try {
            return Optional.of(Files.readSymbolicLink(path(environment, name))
                    .getFileName()
                    .toString());
        } catch (NoSuchFileException held) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The name of the socket at which the edge itself answers for a slot. */
    static String socket(Slot slot) {
        return slot.name().toLowerCase(Locale.ROOT) + ".sock";
    }

    private Path path(String environment, String name) {
        return directory.resolve(environment).resolve(name);
    }
}
