package dev.understudy.targets.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The users of a place, as its {@code /etc/passwd} has them. */
record Accounts(Place place) {

    /** The name of a number; empty when it has none. */
    String name(long uid) {
        return entries()
                .filter(fields -> fields[2].equals(Long.toString(uid)))
                .map(fields -> fields[0])
                .findFirst()
                .orElse("");
    }

    boolean exists(String name) {
        return entries().anyMatch(fields -> fields[0].equals(name));
    }

    /** A user's home; {@code /} when unknown. */
    String home(String name) {
        return entries()
                .filter(fields -> fields[0].equals(name))
                .map(fields -> fields[5])
                .findFirst()
                .orElse("/");
    }

    /** Who owns a file here. */
    Optional<String> owner(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.getOwner(file).getName()) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private Stream<String[]> entries() {
        return place.text("/etc/passwd")
                .orElse("")
                .lines()
                .map(line -> line.split(":", -1))
                .filter(fields -> fields.length >= 7);
    }
}
