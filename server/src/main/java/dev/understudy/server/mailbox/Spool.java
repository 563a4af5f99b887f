package dev.understudy.server.mailbox;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A mail that comes in, in a file: however many come at once, and however slowly, they take no memory. */
final class Spool implements AutoCloseable {

    private final Path file;
    private final OutputStream out;

    /** @throws UncheckedIOException when there is no room */
    Spool() {
        try {
            file = Files.createTempFile("understudy-mail-", ".eml");
            out = new BufferedOutputStream(Files.newOutputStream(file));
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** @throws UncheckedIOException when there is no room */
    void add(int octet) {
        try {
            out.write(octet);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** All of it; nothing can be added any more. */
    byte[] bytes() {
        try {
            out.close();
            return Files.readAllBytes(file);
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
    }

    @Override
    public void close() {
        try (out) {
            Files.deleteIfExists(file);
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
