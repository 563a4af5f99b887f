package dev.understudy.targets.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The users of this machine, from a file as passwd(5) has it. Users of Understudy's making are never anywhere else.
 *
 * @param file {@code /etc/passwd}
 */
record SystemAccounts(Path file) {

    /**
     * A user.
     *
     * @param uid its number
     * @param gid the number of its own group
     */
    record Account(String name, int uid, int gid) {

        boolean root() {
            return uid == 0 || gid == 0;
        }
    }

    /** Empty for one that is not there. */
    Optional<Account> find(String name) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> line.split(":", -1))
                    .filter(fields -> fields.length >= 4 && fields[0].equals(name))
                    .map(fields -> new Account(name, Integer.parseInt(fields[2]), Integer.parseInt(fields[3])))
                    .findFirst();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
