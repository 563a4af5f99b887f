package dev.understudy.engine.fake;

import dev.understudy.targets.runtime.ProbeSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Who is signed in, by files, as Odoo keeps them.
 *
 * @param data the data directory
 */
public record FakeSessions(Path data) {

    public void signIn(String user) {
        try {
            Files.writeString(Files.createDirectories(folder()).resolve(user), "");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public boolean has(String user) {
        return Files.exists(folder().resolve(user));
    }

    /** Whether Understudy itself is signed in. */
    boolean understudy() {
        return new ProbeSession(data).id().isPresent();
    }

    private Path folder() {
        return data.resolve("sessions");
    }
}
