package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.model.fault.Fault;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** A file that nobody else reads, for what is shown only once. */
final class SecretFile {

    private final Path file;

    private SecretFile(Path file) {
        this.file = file;
    }

    /**
     * Asks for something that is shown once, when there is a place for it: what cannot be written is lost. Throws {@code
     * cli.key-file-exists}, {@code cli.key-unwritable}.
     */
    static <T> Kept<T> before(Session session, String given, Supplier<T> ask) {
        SecretFile target = new SecretFile(session.path(given));
        target.make();
        try {
            return new Kept<>(target, ask.get());
        } catch (RuntimeException failure) {
            target.remove();
            throw failure;
        }
    }

    /** What was answered, and where its secret goes. */
    record Kept<T>(SecretFile file, T answer) {}

    /** Writes the secret; where it is. */
    Path write(String secret) {
        try {
            Files.writeString(file, secret + "\n");
            return file;
        } catch (IOException failure) {
            throw Fault.failed("cli.key-unwritable", file, failure.toString()).exception(failure);
        }
    }

    private void make() {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException there) {
            throw Fault.refused("cli.key-file-exists", file).exception(there);
        } catch (IOException failure) {
            throw Fault.failed("cli.key-unwritable", file, failure.toString()).exception(failure);
        }
    }

    /** An empty file is no secret. */
    private void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw Fault.failed("cli.key-unwritable", file, failure.toString()).exception(failure);
        }
    }
}
