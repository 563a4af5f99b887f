package dev.understudy.server.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Whose process is at the other end of a connection over loopback: not what it says, but what the kernel knows of its socket
 * ({@code /proc/net/tcp}, see proc_net_tcp in the kernel's documentation).
 */
public final class Peer {

    private static final List<String> SOCKETS = List.of("tcp", "tcp6");
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final int UID = 7;

    /** As {@code include/net/tcp_states.h} counts. */
    private static final String ESTABLISHED = "01";

    private final Path proc;
    private final Path users;

    public Peer() {
        this(Path.of("/proc/net"), Path.of("/etc/passwd"));
    }

    /** As another machine would have it. */
    Peer(Path proc, Path users) {
        this.proc = proc;
        this.users = users;
    }

    /**
     * The user of the socket; empty when there is none, and when the ports alone do not tell whose it is: another address of
     * this machine may have the same.
     *
     * @param theirs the port at the other end
     * @param ours the port that was connected to
     */
    public Optional<String> user(int theirs, int ours) {
        List<String> users = SOCKETS.stream()
                .flatMap(file -> fields(
                        file,
                        fields -> fields.length > UID
                                && fields[STATE].equals(ESTABLISHED)
                                && port(fields[LOCAL]) == theirs
                                && port(fields[REMOTE]) == ours))
                .map(fields -> fields[UID])
                .distinct()
                .toList();
        return users.size() == 1 ? name(users.getFirst()) : Optional.empty();
    }

    private Stream<String[]> fields(String file, Predicate<String[]> wanted) {
        try (Stream<String> lines = Files.lines(proc.resolve(file))) {
            return lines.skip(1).map(line -> line.strip().split("\\s+")).filter(wanted).toList().stream();
        } catch (IOException absent) {
            return Stream.of();
        }
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
    }

    private Optional<String> name(String uid) {
        try (Stream<String> lines = Files.lines(users)) {
            return lines.map(line -> line.split(":", -1))
                    .filter(fields -> fields.length > 2 && fields[2].equals(uid))
                    .map(fields -> fields[0])
                    .findFirst();
        } catch (IOException absent) {
            return Optional.empty();
        }
    }
}
