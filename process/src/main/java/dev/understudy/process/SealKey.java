package dev.understudy.process;

import dev.understudy.model.home.ProjectHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** The key of the audit log's seals: in the home and not in the control plane, made once. */
final class SealKey {

    private SealKey() {}

    static String of(ProjectHome home, Supplier<String> secrets) {
        Path file = home.secrets().resolve("audit-key");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(
                        home.secrets(),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, secrets.get() + "\n");
            }
            return Files.readString(file).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
