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
 * Renaming over it is atomic: at any moment it is the one, the other, or absent.
 */
final class Doors {

    private static final String OPEN = "open";

    private final Path directory;

    /** @param directory with a folder for each environment */
    Doors(Path directory) {
        this.directory = directory;
    }

    void open(String environment, Slot slot) {
        Path link = link(environment);
        Path fresh = link.resolveSibling(".opening");
        try {
            Files.createDirectories(link.getParent());
            Files.deleteIfExists(fresh);
            Files.createSymbolicLink(fresh, Path.of(socket(slot)));
            Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void hold(String environment) {
        try {
            Files.deleteIfExists(link(environment));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Optional<Slot> opened(String environment) {
        try {
            String target =
                    Files.readSymbolicLink(link(environment)).getFileName().toString();
            return Arrays.stream(Slot.values())
                    .filter(slot -> socket(slot).equals(target))
                    .findFirst();
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

    private Path link(String environment) {
        return directory.resolve(environment).resolve(OPEN);
    }
}
