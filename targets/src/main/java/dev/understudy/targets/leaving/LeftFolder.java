package dev.understudy.targets.leaving;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that a plain installation is written into. All of it is written into a hidden folder inside, on the same disk,
 * and moved to its place when it is whole, {@value #README} last: a folder that has one is complete.
 *
 * @param host where it is
 * @param into its place
 */
public record LeftFolder(Host host, Path into) {

    public static final String README = "README.md";
    public static final String CONFIGURATION = "odoo.conf";
    public static final String UNIT = "odoo.service";
    public static final String REQUIREMENTS = "requirements.txt";
    public static final String DUMP = "database.dump";
    public static final String LIST = "database.list";
    public static final String EXTENSIONS = "extensions.sql";
    public static final String DATA = "data";
    public static final String CODE = "code";
    public static final String PYTHON = "python";
    public static final String ROOT = "root";

    /** What it consists of, in the order in which it gets its place. */
    private static final List<String> PARTS =
            List.of(DUMP, LIST, EXTENSIONS, DATA, CODE, PYTHON, ROOT, REQUIREMENTS, UNIT, CONFIGURATION, README);

    /** Every file system of ext4 has it at its top. */
    private static final String LOST = "lost+found";

    private static final String STAGING = ".leaving";

    /** What neither a shell, nor a unit, nor {@code odoo.conf} takes for anything else. */
    private static final String PLAIN = "/[A-Za-z0-9_.+/-]+";

    /** Where all is written first. */
    public Path staging() {
        return into.resolve(STAGING);
    }

    /**
     * Refuses one that holds something, and one whose name would have to be quoted everywhere.
     *
     * @throws dev.understudy.model.fault.FaultException {@code leave.bad-folder}, {@code leave.not-empty}
     */
    public void requireEmpty() {
        if (!into.toString().matches(PLAIN)) {
            throw Fault.usage("leave.bad-folder", into).exception();
        }
        if (Files.exists(into) && (!Files.isDirectory(into) || !entries().isEmpty())) {
            throw Fault.refused("leave.not-empty", into).exception();
        }
    }

    /** Makes the hidden folder, which nobody else may enter. What an earlier try has left in it stays. */
    public void begin() {
        if (!Files.exists(into)) {
            host.require(Command.of("mkdir", "-p", "-m", "0755", "--", into));
        }
        host.require(Command.of("install", "-d", "-m", "0700", "--", staging()));
    }

    /** Puts all in its place. Done again after it was cut off, it does the rest. */
    public void settle() {
        host.require(Command.of("sync", "-f", staging()).whileItMoves());
        for (String part : PARTS) {
            if (host.exists(staging().resolve(part))) {
                host.require(Command.of("mv", "-T", "--", staging().resolve(part), into.resolve(part)));
            }
        }
        host.delete(staging());
    }

    /**
     * Takes away all that was written.
     *
     * @param made whether the folder was not there before
     */
    public void discard(boolean made) {
        if (Files.exists(staging())) {
            PARTS.reversed().forEach(part -> host.delete(into.resolve(part)));
            host.delete(staging());
        }
        if (made && Files.isDirectory(into) && entries().isEmpty()) {
            host.delete(into);
        }
    }

    private List<String> entries() {
        try (Stream<Path> all = Files.list(into)) {
            return all.map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.equals(LOST))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
