package dev.understudy.process.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** How far the audit log goes, noted in a file outside of it and sealed itself. */
public final class HighWaterMark {

    private final Path file;
    private final Seal seal;

    public HighWaterMark(Path file, Seal seal) {
        this.file = file;
        this.seal = seal;
    }

    /**
     * The last entry that was written.
     *
     * @param seal the entry's
     */
    record Mark(long number, String seal) {}

    /** Empty when there is none, or not one of ours. */
    synchronized Optional<Mark> read() {
        try {
            String[] parts = Files.readString(file).strip().split(" ", -1);
            if (parts.length != 3
                    || !parts[0].matches("[0-9]{1,18}")
                    || !seal.of(List.of("mark", parts[0], parts[1])).equals(parts[2])) {
                return Optional.empty();
            }
            return Optional.of(new Mark(Long.parseLong(parts[0]), parts[1]));
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    /** Never goes back. */
    synchronized void raise(long number, String sealOfEntry) {
        if (read().filter(mark -> mark.number() >= number).isPresent()) {
            return;
        }
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    fresh,
                    number + " " + sealOfEntry + " " + seal.of(List.of("mark", Long.toString(number), sealOfEntry))
                            + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
