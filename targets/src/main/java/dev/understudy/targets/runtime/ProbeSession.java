package dev.understudy.targets.runtime;

import dev.understudy.odoo.check.Checks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The session that {@link Checks} makes. It is known by how its id begins; its file, where Odoo keeps all of them, is the
 * one place where the id stands.
 *
 * @param dataDirectory Odoo's {@code data_dir}
 */
public record ProbeSession(Path dataDirectory) {

    private static final Pattern ID = Pattern.compile(Checks.SESSION + "[A-Za-z0-9_-]+");

    /** The id, as a cookie holds it. */
    public Optional<String> id() {
        return files().stream()
                .map(file -> ID.matcher(file.getFileName().toString()))
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst();
    }

    /** Signs out. */
    public void remove() {
        try {
            for (Path file : files()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Up to 14.0 {@code sessions/werkzeug_ID.sess}, then {@code sessions/ID} in folders by its first two letters. */
    private List<Path> files() {
        Path sessions = dataDirectory.resolve("sessions");
        List<Path> files = new ArrayList<>();
        for (Path folder : List.of(sessions, sessions.resolve(Checks.SESSION.substring(0, 2)))) {
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + Checks.SESSION + "*")) {
                    found.forEach(files::add);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }
        }
        return files;
    }
}
